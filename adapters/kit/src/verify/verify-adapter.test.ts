import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnyConnector, Row } from '../connector/connector.js';
import { adapterFolder } from '../testing/adapter-folder.js';
import { memoryConnector } from '../testing/memory-connector.js';
import type { Claim } from './claims.js';
import { printVerify } from './print-verify.js';
import { verifyAdapter } from './verify-adapter.js';

const yaml = (delivery = 'complete') => `source: test-kalla
system: Testsystem
namnd: { id: 2080-LSS, name: Omvårdnadsnämnden }
kommuner: ['2080']
delivery: ${delivery}
intervalHours: 24
connector: { kind: memory }
tables:
  personer:
    from: { name: personer }
    columns: { Id: { type: text, required: true }, Namn: text, Kommun: kommunkod }
    records: { person: { sourceId: Id, kommunCode: Kommun, name: Namn } }
  arenden:
    from: { name: arenden }
    columns: { Nr: { type: text, required: true }, Person: text, Lag: { type: code, table: lag }, Status: { type: code, table: status }, Start: date, Kommun: kommunkod }
    records:
      case: { sourceId: Nr, caseNumber: Nr, personSourceId: Person, law: Lag, status: Status, openedOn: Start, kommunCode: Kommun }
`;
const head = 'lokal;gemensam;godkand_av;galler_fran;anmarkning\n';
const whole = {
  personer: {
    header: ['Id', 'Namn', 'Kommun'],
    rows: [
      ['P1', 'Åsa', '2080'],
      ['P2', 'Bo', '2080'],
    ],
  },
  arenden: {
    header: ['Nr', 'Person', 'Lag', 'Status', 'Start', 'Kommun'],
    rows: [
      ['A1', 'P1', 'LSS', 'Utreds', '2026-01-01', '2080'],
      ['A2', 'P2', 'LSS', 'Utreds', '2026-01-01', '2080'],
    ],
  },
};

const made: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await folder.remove();
});

async function verify(connector: AnyConnector, { delivery = 'complete', local = 'LSS' } = {}) {
  const made1 = await adapterFolder({
    'adapter.yaml': yaml(delivery),
    'codes/lag.csv': `${head}${local};LSS;A;2026-01-01;\nLSS;LSS;A;2025-01-01;\n`,
    'codes/status.csv': `${head}Utreds;UTREDS;A;2026-01-01;\n`,
  });
  made.push(made1);
  const clock = () => new Date('2026-11-22T12:00:00Z');
  const report = await verifyAdapter(made1.folder, { connectors: { memory: connector }, clock });
  const of = (result: string) =>
    report.verdicts.filter((verdict) => verdict.result === result).map(({ claim }) => claim);
  return { report, broken: of('BROKEN'), skipped: of('SKIPPED'), folder: made1.folder };
}

/** The connector with its rows changed on their way; `reading` counts from 1. */
function changing(
  change: (row: Row, reading: number) => Row | readonly Row[],
  tables: Parameters<typeof memoryConnector>[0] = whole,
): AnyConnector {
  const connector: AnyConnector = memoryConnector(tables);
  let readings = 0;
  return {
    ...connector,
    async *read(settings, request) {
      readings += 1;
      const reading = readings;
      for await (const row of connector.read(settings, request)) yield* [change(row as Row, reading)].flat();
    },
  };
}

describe('verify', () => {
  it('finds nothing wrong with a sound adapter and says why it skips what it skips', async () => {
    const { report, broken, skipped } = await verify(memoryConnector(whole));
    expect([report.ok, broken, skipped]).toEqual([true, [], ['MEMORY']]);
    expect(report.verdicts.every(({ result, note }) => result !== 'SKIPPED' || note !== null)).toBe(true);
    expect(printVerify(report)).toContain('Adaptern håller vad hubben kräver.');
  });

  it.each<[Claim, string, AnyConnector]>([
    ['CHECKS', 'a missing column', memoryConnector({ ...whole, personer: { header: ['Id'], rows: [] } })],
    [
      'REPEATS',
      'rows that change',
      changing((row, n) => ({ ...row, cells: { ...row.cells, Namn: `N${n}` } })),
    ],
    ['REPEATS', 'a row more the second time', changing((row, n) => (n === 2 ? [row, next(row)] : row))],
    ['PLACES', 'rows without place', changing((row) => ({ ...row, place: { ...row.place, row: 0 } }))],
    ['PLACES', 'rows out of order', changing((row) => ({ ...row, place: { ...row.place, row: 900 } }))],
    [
      'PUBLIC_NAMES',
      'a file named after a person',
      changing((row) => ({ ...row, place: { ...row.place, file: '19811218-9876.csv' } })),
    ],
    [
      'FATES',
      'a fault in words of its own',
      changing((row) => ({
        ...row,
        faults: [{ reason: 'VALUE_INVALID', column: 'Kommun', remedy: `not ${row.cells.Namn}` }],
      })),
    ],
    [
      'KEYS',
      'an id with two contents',
      changing((row) => row, {
        ...whole,
        personer: {
          ...whole.personer,
          rows: [
            ['P1', 'A', '2080'],
            ['P1', 'B', '2080'],
            ['P2', 'C', '2080'],
          ],
        },
      }),
    ],
    [
      'REFERENCES',
      'a person who is not there',
      changing((row) => row, { ...whole, personer: { ...whole.personer, rows: [['P1', 'A', '2080']] } }),
    ],
  ])('breaks %s at %s', async (claim, _, connector) => {
    const { report, broken } = await verify(connector);
    expect(broken).toContain(claim);
    expect(report.ok).toBe(false);
    expect(JSON.stringify(report)).not.toMatch(/not Åsa|811218-9876/);
  });

  it('is cancelled also where the connector does not listen', async () => {
    const connector: AnyConnector = memoryConnector(whole);
    const deaf: AnyConnector = {
      ...connector,
      read: (settings, { signal: _, ...request }) => connector.read(settings, request),
    };
    expect((await verify(deaf)).broken).toEqual([]);
  });

  it('breaks UNTOUCHED when reading leaves a file behind', async () => {
    let folder = '';
    const connector: AnyConnector = memoryConnector(whole);
    const writing: AnyConnector = {
      ...connector,
      async *read(settings, request) {
        folder = request.folder;
        await writeFile(join(folder, 'spar.txt'), String(performance.now()));
        yield* connector.read(settings, request);
      },
    };
    expect((await verify(writing)).broken).toEqual(['UNTOUCHED']);
  });

  it('finds a personnummer in a code table', async () => {
    const { broken } = await verify(memoryConnector(whole), { local: '19811218-9876' });
    expect(broken).toEqual(['PUBLIC_NAMES']);
  });

  it('lets a delta refer to what was delivered before', async () => {
    const alone = { ...whole, personer: { ...whole.personer, rows: [['P1', 'A', '2080']] } };
    const { broken, skipped } = await verify(memoryConnector(alone), { delivery: 'delta' });
    expect([broken, skipped]).toEqual([[], ['REFERENCES', 'MEMORY']]);
  });

  it('tells all faults of a folder that does not load, and skips the rest for that', async () => {
    const made1 = await adapterFolder({ 'adapter.yaml': 'source: X\nfoo: 1\n' });
    made.push(made1);
    const report = await verifyAdapter(made1.folder, { connectors: {} });
    expect(report.verdicts[0]).toMatchObject({ claim: 'LOADS', result: 'BROKEN' });
    expect(report.verdicts.slice(1).every(({ result, note }) => result === 'SKIPPED' && note !== null)).toBe(
      true,
    );
  });
});

function next(row: Row): Row {
  return {
    ...row,
    place: { ...row.place, row: row.place.row + 500 },
    cells: { ...row.cells, Id: 'P9', Nr: 'A9' },
  };
}
