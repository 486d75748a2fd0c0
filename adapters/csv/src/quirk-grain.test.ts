import { describe, expect, it } from 'vitest';
import { codeTable, readText } from './testing/read-text.js';

const yaml = (
  options: { readonly delivery?: string; readonly started?: string } = {},
) => `delivery: ${options.delivery ?? 'complete'}
tables:
  beslut:
    from: { file: t.csv }
    grain: en rad per beslut och utförare
    columns:
      Id: { type: text, required: true }
      Ärende: { type: text, required: true }
      Insats: { type: code, table: insats, required: true }
      Dag: { type: date, required: true }
      Från: date
      Till: date
      Utförare: text
      Verkställd: date
      Start: { type: date, expression: "${options.started ?? '`Verkställd`'}" }
      Nyckel: { type: text, expression: "\`Utförare\` = '' ? '' : Id & '/' & \`Utförare\`" }
      Kod: kommunkod
    records:
      decision: { sourceId: Id, kommunCode: Kod, caseSourceId: Ärende, insats: Insats, outcome: { constant: BIFALL },
        decidedOn: Dag, validFrom: Från, validTo: Till }
      execution: { when: Nyckel, sourceId: Nyckel, kommunCode: Kod, decisionSourceId: Id, provider: Utförare, startedOn: Start }
`;
const codes = { 'codes/insats.csv': codeTable({ LEDS: 'LSS_9_3' }) };
const header = 'Id;Ärende;Insats;Dag;Från;Till;Utförare;Verkställd;Kod;Anteckning';
const read = (rows: readonly string[], options = {}) =>
  readText(yaml(options), { 't.csv': [header, ...rows].join('\n'), ...codes });
const ofKind = (records: readonly { readonly kind: string }[], kind: string) =>
  records.filter((record) => record.kind === kind);

describe('quirk 9: what a row is', () => {
  it('two providers of one decision give it twice in the same words, and two executions', async () => {
    const { records } = await read([
      'B1;A1;LEDS;2024-03-01;2024-03-01;;Ledsagarna AB;2024-03-15;2080;',
      'B1;A1;LEDS;2024-03-01;2024-03-01;;Kommunen;2024-04-01;2080;',
    ]);
    const [first, second] = ofKind(records, 'decision');
    expect(second).toEqual(first);
    expect(ofKind(records, 'execution')).toMatchObject([
      { sourceId: 'B1/Ledsagarna AB' },
      { sourceId: 'B1/Kommunen' },
    ]);
  });

  it('rows that differ only in what is not mapped, as months, repeat one record', async () => {
    const { records } = await read([
      'B1;A1;LEDS;2024-03-01;;;;;2080;mars 12 tim',
      'B1;A1;LEDS;2024-03-01;;;;;2080;april 9 tim',
    ]);
    expect(new Set(records.map((record) => JSON.stringify(record))).size).toBe(1);
  });
});

describe('quirk 10: renewals', () => {
  it('stay decisions of their own, with the gap that the source has between them', async () => {
    const { records } = await read([
      'B1;A1;LEDS;2023-10-01;2023-10-01;2024-09-30;;;2080;',
      'B2;A1;LEDS;2024-10-03;2024-10-03;2025-09-30;;;2080;',
    ]);
    expect(records).toMatchObject([
      { sourceId: 'B1', validTo: '2024-09-30' },
      { sourceId: 'B2', validFrom: '2024-10-03' },
    ]);
  });
});

describe('quirk 11: executions without a start', () => {
  it('are not recorded as started', async () => {
    const { records } = await read(['B1;A1;LEDS;2024-03-01;;;Ledsagarna AB;;2080;']);
    expect(ofKind(records, 'execution')).toMatchObject([{ startedOn: null }]);
  });

  it('whose system fills in the decision date are told apart by the mapping, where the kommun knows it', async () => {
    const started = "`Verkställd` = Dag ? '' : `Verkställd`";
    const rows = [
      'B1;A1;LEDS;2024-03-01;;;Ledsagarna AB;2024-03-01;2080;',
      'B2;A1;LEDS;2024-03-01;;;Ledsagarna AB;2024-03-15;2080;',
    ];
    const startOf = async (options = {}) =>
      ofKind((await read(rows, options)).records, 'execution').map(
        (record) => 'startedOn' in record && record.startedOn,
      );
    expect(await startOf()).toEqual(['2024-03-01', '2024-03-15']);
    expect(await startOf({ started })).toEqual([null, '2024-03-15']);
  });
});

describe('quirk 15: partial exports', () => {
  it('declared delta never let a missing row count as gone', async () => {
    const { description } = await read([], { delivery: 'delta' });
    expect(description.delivery).toBe('delta');
  });

  it('declared complete say of which kinds they hold everything', async () => {
    const { description } = await read([]);
    expect(description).toMatchObject({ delivery: 'complete', kinds: ['decision', 'execution'] });
  });
});

describe('quirk 16: free text', () => {
  it('in a column that is not mapped is nowhere: not in records, quarantine or reports', async () => {
    const { rows, report } = await read([
      'B1;A1;LEDS;2024-03-01;;;;;2080;SENTINEL har diagnos',
      'B2;A1;LEDS;igår;;;;;2080;SENTINEL vill inte',
      'B3;A1;ANNAT;2024-03-01;;;;;2080;SENTINEL',
    ]);
    expect(rows.map(({ fate }) => fate)).toEqual(['used', 'quarantined', 'used']);
    expect(JSON.stringify([rows, report])).not.toContain('SENTINEL');
  });
});
