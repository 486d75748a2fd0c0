import type { SourceRow } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase, aPerson, aRow } from '../../../../test/support/small-model.js';
import { codesOf, falun, gagnef, openWorld, type World } from '../../../../test/support/two-namnder.js';
import type { SyncStarter } from '../ports/index.js';
import { createOperationsSubgraph } from '../subgraph.js';

const operations = createOperationsSubgraph();
const sentinel = '19811218-9876';
const fault = { reason: 'VALUE_INVALID', column: 'Öppnat', remedy: 'Write a date.' } as const;
const aside = (row: number): SourceRow => ({
  fate: 'quarantined',
  place: { file: 'arenden.csv', sheet: null, row },
  faults: [fault],
  raw: { Personid: sentinel },
  keys: [],
  kindsWithoutKey: [],
});
const unknown = (row: number, value: string): SourceRow =>
  ({
    ...aRow(row, aPerson(`p${row}`)),
    unmapped: [{ table: 'insats', column: 'Insats', value }],
  }) as SourceRow;

const inKommun = (row: SourceRow, kommunCode: string) =>
  row.fate === 'used' ? { ...row, records: row.records.map((record) => ({ ...record, kommunCode })) } : row;

describe('what was set aside', () => {
  let world: World;
  let runId: string;
  beforeAll(async () => {
    world = await openWorld();
    const setAside = [aside(2), aside(3), aside(4), aRow(5, aCase('c1', 'missing'))];
    const codes = [unknown(6, 'Solhemmet'), unknown(7, 'Solhemmet'), unknown(8, `för ${sentinel}`)];
    ({ runId } = await world.deliverRows(falun, [...setAside, ...codes]));
  });
  afterAll(() => world.drop());
  beforeAll(() => {
    const nearestCode: SyncStarter['nearestCode'] = (sourceId, table, text) =>
      sourceId === 'falun-test' && table === 'insats' && text === 'Solhemmet'
        ? { local: 'Solhem', code: 'LSS_9_9' }
        : null;
    Object.assign(world.services, { syncStarter: { nearestCode } });
  });

  const ask = (text: string, caller = world.caller('it', 'TEKNIK'), variables = {}) =>
    world.ask(operations as never, caller, text, variables);
  const queries = {
    quarantine: 'query ($id: ID!) { quarantine(sourceId: $id) { totalCount } }',
    quarantineCounts: 'query ($id: ID!) { quarantineCounts(sourceId: $id) { rows } }',
    unmappedCodes: 'query ($id: ID!) { unmappedCodes(sourceId: $id) { rows } }',
  };

  it('is told page by page with place, reason, remedy and run, and no cell of a row', async () => {
    const text = `query ($after: String) { quarantine(sourceId: "falun-test", first: 3, after: $after) {
      nodes { file sheet row column reason remedy run { id } } pageInfo { hasNextPage endCursor } totalCount } }`;
    const first = (await ask(text)).data as { quarantine: { pageInfo: { endCursor: string } } };
    const place = { file: 'arenden.csv', sheet: null, run: { id: runId } };
    expect(first.quarantine).toMatchObject({
      nodes: [2, 3, 4].map((row) => ({ ...place, row, ...fault })),
      pageInfo: { hasNextPage: true },
      totalCount: 4,
    });
    const { data } = await ask(text, undefined, { after: first.quarantine.pageInfo.endCursor });
    expect(data).toMatchObject({
      quarantine: {
        nodes: [{ file: 'test.csv', row: 5, column: null, reason: 'REFERENCE_MISSING' }],
        pageInfo: { hasNextPage: false },
      },
    });
  });

  it('is counted by file, column and reason, most frequent first', async () => {
    const { data } = await ask(
      '{ quarantineCounts(sourceId: "falun-test") { file column reason remedy rows firstRow } }',
    );
    expect(data).toMatchObject({
      quarantineCounts: [
        { file: 'arenden.csv', ...fault, rows: 3, firstRow: 2 },
        { file: 'test.csv', column: null, reason: 'REFERENCE_MISSING', rows: 1, firstRow: 5 },
      ],
    });
  });

  it('names unknown codes with what they are like, but none with a personnummer in it', async () => {
    const { data } = await ask(
      '{ unmappedCodes(sourceId: "falun-test") { table column value rows nearestLocal nearestCode withheld } }',
    );
    const place = { table: 'insats', column: 'Insats' };
    const like = { nearestLocal: 'Solhem', nearestCode: 'LSS_9_9' };
    expect(data).toEqual({
      unmappedCodes: [
        { ...place, value: 'Solhemmet', rows: 2, ...like, withheld: [] },
        { ...place, value: null, rows: 1, nearestLocal: null, nearestCode: null, withheld: ['value'] },
      ],
    });
  });

  it('names no texts of a column that has too many to be codes: a mistaken mapping may bring names', async () => {
    const names = Array.from({ length: 301 }, (_, index) => unknown(2 + index, `Namn ${index}`));
    const few = {
      ...unknown(400, 'Vilande'),
      unmapped: [{ table: 'utfall', column: 'Utfall', value: 'Vilande' }],
    };
    await world.deliverRows(
      gagnef,
      [...names, few].map((row) => inKommun(row, '2026')),
    );
    const { data, errors } = await ask(
      '{ unmappedCodes(sourceId: "gagnef-test") { column value rows withheld } }',
      world.caller('it', 'TEKNIK', '2026-LSS'),
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      unmappedCodes: [
        { column: 'Insats', value: null, rows: 301, withheld: ['value'] },
        { column: 'Utfall', value: 'Vilande', rows: 1, withheld: [] },
      ],
    });
  });

  it.each(Object.entries(queries))(
    'is told by %s to the IT of the owning nämnd only',
    async (_name, text) => {
      const refused = [
        world.caller('region', 'STATISTIK'),
        await world.handlaggare(),
        world.caller('it', 'TEKNIK', '2026-LSS'),
      ];
      for (const caller of refused) {
        const answer = await ask(text, caller, { id: 'falun-test' });
        expect(codesOf(answer)).toEqual(['FORBIDDEN']);
      }
      expect(codesOf(await ask(text, undefined, { id: 'nowhere' }))).toEqual(['NOT_FOUND']);
    },
  );

  it('does not show a cursor of another source’s list as its own', async () => {
    const text =
      'query ($after: String) { quarantine(sourceId: "gagnef-test", after: $after) { nodes { id } } }';
    const mine = await ask('{ quarantine(sourceId: "falun-test", first: 1) { pageInfo { endCursor } } }');
    const after = (mine.data as { quarantine: { pageInfo: { endCursor: string } } }).quarantine.pageInfo
      .endCursor;
    const answer = await ask(text, world.caller('it', 'TEKNIK', '2026-LSS'), { after });
    expect(codesOf(answer)).toEqual(['CURSOR_INVALID']);
  });

  it('has a history from run to run until it is settled, and then no content', async () => {
    const again = await world.deliverRows(falun, [aside(9), aRow(10, aPerson('p6'))]);
    const text = `query ($settled: Boolean) { quarantine(sourceId: "falun-test", settled: $settled) {
      nodes { reason fates { fate run { id } } } } }`;
    const first = { fate: 'SET_ASIDE', run: { id: runId } };
    expect((await ask(text)).data).toEqual({
      quarantine: {
        nodes: [
          { reason: 'VALUE_INVALID', fates: [first, { fate: 'SET_ASIDE_AGAIN', run: { id: again.runId } }] },
        ],
      },
    });
    const { data } = await ask(text, undefined, { settled: true });
    const gone = [first, { fate: 'GONE', run: { id: again.runId } }];
    expect((data as { quarantine: { nodes: unknown[] } }).quarantine.nodes).toEqual([
      { reason: 'VALUE_INVALID', fates: gone },
      { reason: 'VALUE_INVALID', fates: gone },
      { reason: 'REFERENCE_MISSING', fates: gone },
    ]);
    const { rows } = await world.test.owner.query(
      'select from hub.kept_rows where state = $1 and raw_cipher is not null',
      ['SETTLED'],
    );
    expect(rows).toHaveLength(0);
  });

  it('is hidden by the row rules too, whatever the statement says', async () => {
    const { rows } = await world.test.owner.query<{ count: string }>('select count(*) from hub.quarantine');
    expect(Number(rows[0]!.count)).toBe(4);
    expect(await world.test.database.app.query('select id from hub.quarantine')).toEqual([]);
    expect(await world.test.database.app.query('select id from hub.kept_rows')).toEqual([]);
    expect(world.unexpected).toEqual([]);
  });
});
