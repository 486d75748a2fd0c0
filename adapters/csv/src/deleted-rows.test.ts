import { ConfigError } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { codeTable, readText } from './testing/read-text.js';

const mapping = (deleted: string, delivery = 'delta') => `delivery: ${delivery}
tables:
  beslut:
    from: { file: beslut.csv }
    skip: [{ column: Status, values: [Makulerad], reason: MAKULERAD }]
    ${deleted}
    columns:
      Beslut: { type: text, required: true }
      Status: text
      Ärende: text
      Insats: { type: code, table: insats }
      Utfall: { type: code, table: utfall }
      Datum: { type: date, required: true }
      Verkställighet: text
      Kommun: kommunkod
    records:
      decision:
        sourceId: Beslut
        kommunCode: Kommun
        caseSourceId: Ärende
        insats: Insats
        outcome: Utfall
        decidedOn: Datum
      execution: { when: Verkställighet, sourceId: Verkställighet, kommunCode: Kommun, decisionSourceId: Beslut }
`;
const both = 'deleted: { column: Status, values: [Borttagen, D], records: [decision, execution] }';
const header = 'Beslut;Status;Ärende;Insats;Utfall;Datum;Verkställighet;Kommun';

const read = (yaml: string, ...rows: string[]) =>
  readText(yaml, {
    'beslut.csv': [header, ...rows, ''].join('\n'),
    'codes/insats.csv': codeTable({ LEDS: 'LSS_9_3' }),
    'codes/utfall.csv': codeTable({ B: 'BIFALL' }),
  });

const faultsOf = (yaml: string) =>
  read(yaml).then(
    () => [],
    (error: unknown) => (error as ConfigError).faults.map(({ code }) => code),
  );

describe('a row of a delta that says "deleted"', () => {
  it('ends the records it names and asks for nothing but their keys', async () => {
    const { rows, report } = await read(mapping(both), 'B1;borttagen;;;;;V1;', 'B2;D;;;;;;2080');
    expect(rows).toMatchObject([
      {
        fate: 'used',
        table: 'beslut',
        records: [],
        tombstones: [
          { kind: 'decision', sourceId: 'B1' },
          { kind: 'execution', sourceId: 'V1' },
        ],
      },
      { fate: 'used', records: [], tombstones: [{ kind: 'decision', sourceId: 'B2' }] },
    ]);
    expect(report).toMatchObject({ rowsUsed: 2, deleted: { decision: 2, execution: 1 } });
  });

  it('ends only the records that the mapping says', async () => {
    const executions = 'deleted: { column: Status, values: [D], records: [execution] }';
    const { rows } = await read(mapping(executions), 'B1;D;;;;;V1;2080');
    expect(rows).toMatchObject([{ tombstones: [{ kind: 'execution', sourceId: 'V1' }] }]);
  });

  it('is set aside when it does not tell of what, or is of a kommun of others', async () => {
    const { rows } = await read(mapping(both), ';D;;;;;V1;2080', 'B2;D;;;;;;1280');
    expect(rows).toMatchObject([
      { fate: 'quarantined', faults: [{ reason: 'VALUE_MISSING', column: 'Beslut' }], kindsWithoutKey: [] },
      { fate: 'quarantined', faults: [{ reason: 'KOMMUN_FOREIGN', column: 'Kommun' }] },
    ]);
  });

  it('counts as deleted also where a rule would skip it, and other rows as before', async () => {
    const makulerade = 'deleted: { column: Status, values: [Makulerad], records: [decision] }';
    const { rows } = await read(mapping(makulerade), 'B1;Makulerad;;;;;;', 'B2;;A1;LEDS;B;2026-01-01;;2080');
    expect(rows).toMatchObject([{ tombstones: [{ sourceId: 'B1' }] }, { records: [{ sourceId: 'B2' }] }]);
    expect(rows[1]).not.toHaveProperty('tombstones');
  });

  it('must say which of several records it ends, by names that there are, and only in a delta', async () => {
    expect(await faultsOf(mapping('deleted: { column: Status, values: [D] }'))).toEqual(['DELETED_RECORDS']);
    const unknown = 'deleted: { column: Statuss, values: [D], records: [decisions] }';
    expect(await faultsOf(mapping(unknown))).toEqual(['COLUMN_UNDECLARED', 'KEY_UNKNOWN_NEAR']);
    expect(await faultsOf(mapping(both, 'complete'))).toEqual(['DELETED_NOT_DELTA']);
  });
});
