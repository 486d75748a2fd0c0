import type { RunOutcome, SourceDescription } from '@kommunhub/schema';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type MadeRow, madeRows, replayMade } from '../../../../test/support/replayable-source.js';
import {
  aCase,
  aDecision,
  aPerson,
  aSource,
  CreateSmallModel1795348899000,
  smallSpecs,
} from '../../../../test/support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { createOpenRun, type OpenSourceRun } from './open-run.js';

let test: TestDatabase;
let openRun: OpenSourceRun;
beforeAll(async () => {
  test = await createTestDatabase({ migrations: [CreateSmallModel1795348899000] });
  openRun = createOpenRun(test.database, test.keyRing, smallSpecs);
});
afterAll(() => test.drop());
afterEach(() =>
  test.owner.query(
    'truncate small.staff, small.persons, small.cases, small.decisions, hub.kept_rows, hub.quarantine, hub.unmapped_codes',
  ),
);

const complete = aSource();
const delta = aSource({ delivery: 'delta' });
async function deliver(rows: readonly MadeRow[], source: SourceDescription = complete): Promise<RunOutcome> {
  const run = await openRun(source);
  await run.write(madeRows(rows));
  return run.finish(null);
}
const replay = (source: SourceDescription = complete, version = 1) => replayMade(openRun, source, version);
const select = async <Row = Record<string, unknown>>(sql: string) => (await test.owner.query<Row>(sql)).rows;
const fates = () =>
  select(
    'select state, settled_as, times, raw_cipher is null as is_erased from hub.kept_rows order by first_at, id',
  );
const birthYears = async () =>
  (await select<{ birth_year: number }>('select birth_year from small.persons order by 1')).map(
    (row) => row.birth_year,
  );

const born = (birthYear: number, sourceId = 'p1') => aPerson(sourceId, { birthYear });
const faulty = (...records: NonNullable<MadeRow['records']>): MadeRow => ({ records, readableFrom: 1 });
const good = (...records: NonNullable<MadeRow['records']>): MadeRow => ({ records });

describe('a replay', () => {
  it('makes records of rows that the mended mapping can read, and settles them without their content', async () => {
    await deliver([
      faulty(born(1990)),
      faulty(aCase('c1', 'p1'), aDecision('d1', 'c1')),
      good(born(1970, 'p2')),
    ]);
    const { counts, state, mapped } = await replay();
    expect(state).toBe('DONE');
    expect(counts).toMatchObject({
      rowsRead: 2,
      rowsUsed: 2,
      rowsQuarantined: 0,
      records: 3,
      inserted: 3,
      removed: 0,
    });
    expect(mapped.map(({ place, table }) => [table, place.row])).toEqual([
      ['rader', 2],
      ['rader', 3],
    ]);
    const settled = { state: 'SETTLED', settled_as: 'REPLAYED', times: 1, is_erased: true };
    expect(await fates()).toEqual([settled, settled]);
    expect(await select('select settled from hub.quarantine')).toEqual([
      { settled: true },
      { settled: true },
    ]);
    expect(
      await select('select rows_settled, rows_quarantined from hub.runs order by started_at desc limit 2'),
    ).toEqual([
      { rows_settled: 0, rows_quarantined: 0 },
      { rows_settled: 2, rows_quarantined: 2 },
    ]);
  });

  it('leaves a row that is still at fault as it was, and changes nothing the second time', async () => {
    await deliver([
      faulty(born(1990)),
      { records: [born(1991, 'p2')], readableFrom: 2 },
      good(aCase('c1', 'lost')),
    ]);
    await replay();
    const state = () =>
      select(`select q.id, q.reason, k.state, k.times, k.last_run_id from hub.quarantine q
        join hub.kept_rows k on k.id = row_id order by 1`);
    const before = [await state(), await select('select xmin, ctid, * from small.persons')];
    const { counts } = await replay();
    expect(counts).toMatchObject({ rowsRead: 2, rowsUsed: 0, rowsQuarantined: 2, records: 0 });
    expect([await state(), await select('select xmin, ctid, * from small.persons')]).toEqual(before);
  });

  it('tells the new reason when a row falls for another', async () => {
    await deliver([faulty(aCase('c1', 'lost'))]);
    expect((await replay()).counts).toMatchObject({ rowsRead: 1, rowsQuarantined: 1 });
    expect(await select('select reason, settled from hub.quarantine')).toEqual([
      { reason: 'REFERENCE_MISSING', settled: false },
    ]);
  });

  it('never puts its row over what another row of the same delivery says of the record', async () => {
    await deliver([good(born(1990)), faulty(born(1991)), faulty(born(1990), aCase('c1', 'p1'))]);
    const { counts } = await replay();
    expect(counts).toMatchObject({ rowsUsed: 1, rowsQuarantined: 1, unchanged: 1, inserted: 1, updated: 0 });
    expect(await birthYears()).toEqual([1990]);
    expect(await select('select reason from hub.quarantine where not settled')).toEqual([
      { reason: 'DUPLICATE_CONFLICT' },
    ]);
  });

  it('puts its row in the place of an older version that was only kept', async () => {
    await deliver([good(born(1980))]);
    await deliver([faulty(born(1990))]);
    expect(await birthYears()).toEqual([1980]);
    expect((await replay()).counts).toMatchObject({ updated: 1 });
    expect(await birthYears()).toEqual([1990]);
  });

  it('does not guess about a row whose key only the mended mapping can read', async () => {
    await deliver([good(born(1980))]);
    await deliver([
      { ...faulty(born(1990)), hasKeys: false },
      { ...faulty(born(1970, 'p2')), hasKeys: false },
    ]);
    expect((await replay()).counts).toMatchObject({
      rowsUsed: 1,
      rowsQuarantined: 1,
      inserted: 1,
      updated: 0,
    });
    expect(await birthYears()).toEqual([1970, 1980]);
  });

  it('removes nothing, and leaves the time of the data alone', async () => {
    await deliver([good(born(1990)), good(born(1991, 'p2')), faulty(born(1992, 'p3'))]);
    const asOf = 'select as_of::text from hub.sources';
    const before = await select(asOf);
    expect((await replay()).counts).toMatchObject({ removed: 0, inserted: 1 });
    expect(await birthYears()).toEqual([1990, 1991, 1992]);
    expect(await select(asOf)).toEqual(before);
  });

  it('is refused with a fate too few, and nothing is changed', async () => {
    await deliver([faulty(born(1990))]);
    const run = await openRun(complete, { replay: true });
    for await (const _row of run.keptRows());
    await expect(run.finish(null)).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await fates()).toMatchObject([{ state: 'SET_ASIDE', is_erased: false }]);
  });
});

describe('unknown codes', () => {
  const coded = (id: string, codeFrom: number): MadeRow => ({ records: [aDecision(id, 'c1')], codeFrom });
  const codes = () => select<{ row_count: number }>('select row_count from hub.unmapped_codes');
  const start = [good(born(1990)), good(aCase('c1', 'p1'))];

  it('are settled by a replay when their table has been filled', async () => {
    await deliver([...start, coded('d1', 1), coded('d2', 2)]);
    expect(await codes()).toEqual([{ row_count: 2 }]);
    expect((await replay()).counts).toMatchObject({ rowsRead: 2, rowsUsed: 2, updated: 1, unchanged: 1 });
    expect(await codes()).toEqual([{ row_count: 1 }]);
    expect((await replay()).counts).toMatchObject({ rowsRead: 1, rowsUsed: 1, updated: 0, unchanged: 1 });
    expect(await codes()).toEqual([{ row_count: 1 }]);
    expect((await replay(complete, 2)).counts).toMatchObject({ rowsRead: 1, updated: 1 });
    expect([await codes(), await fates()]).toEqual([[], []]);
    expect((await replay(complete, 2)).counts.rowsRead).toBe(0);
  });

  it('are kept with a row that was set aside before', async () => {
    await deliver([...start, { ...coded('d1', 2), readableFrom: 1 }]);
    expect((await replay()).counts).toMatchObject({ rowsUsed: 1, inserted: 1 });
    expect(await codes()).toEqual([{ row_count: 1 }]);
    expect(await fates()).toMatchObject([{ settled_as: 'REPLAYED' }, { state: 'UNKNOWN_CODE' }]);
    expect((await replay(complete, 2)).counts).toMatchObject({ updated: 1 });
  });

  it('of a delta are left alone where a later delivery has told of the record', async () => {
    await deliver([...start, coded('d1', 1), coded('d2', 1)], delta);
    await deliver([good(aDecision('d1', 'c1', { amount: '2' }))], delta);
    expect((await replay(delta)).counts).toMatchObject({ rowsRead: 1, updated: 1 });
    expect(await select('select amount from small.decisions order by amount')).toEqual([
      { amount: '2' },
      { amount: null },
    ]);
  });
});

describe('the fate of a row that was set aside', () => {
  it('goes on from delivery to delivery until it comes well', async () => {
    await deliver([good(born(1970, 'p2')), faulty(born(1990))]);
    await deliver([faulty(born(1990)), good(born(1970, 'p2'))]);
    expect(await fates()).toMatchObject([{ state: 'SET_ASIDE', times: 2 }]);
    await deliver([{ ...faulty(born(1991)), readableFrom: 3 }, good(born(1970, 'p2'))]);
    expect(await fates()).toMatchObject([{ state: 'SET_ASIDE', times: 3 }]);
    expect(await select('select count(*)::int as count from hub.quarantine')).toEqual([{ count: 1 }]);
    await deliver([good(born(1991)), good(born(1970, 'p2'))]);
    expect(await fates()).toEqual([{ state: 'SETTLED', settled_as: 'DELIVERED', times: 3, is_erased: true }]);
    expect((await replay()).counts.rowsRead).toBe(0);
  });

  it('ends when the source no longer has the row', async () => {
    await deliver([good(born(1970, 'p2')), faulty(born(1990))]);
    await deliver([good(born(1970, 'p2'))]);
    expect(await fates()).toMatchObject([{ settled_as: 'GONE', is_erased: true }]);
  });

  it('of two equal rows is two fates', async () => {
    await deliver([faulty(born(1990)), faulty(born(1990))]);
    await deliver([faulty(born(1990)), faulty(born(1990))]);
    expect(await fates()).toMatchObject([{ times: 2 }, { times: 2 }]);
    await deliver([faulty(born(1990))]);
    expect(await fates()).toMatchObject([{ times: 3 }, { settled_as: 'GONE' }]);
  });

  it('is not touched by a delivery that is held', async () => {
    const many = Array.from({ length: 40 }, (_, index) => good(born(1970, `m${index}`)));
    await deliver([...many, faulty(born(1990))]);
    expect(await deliver(many.slice(20))).toMatchObject({ state: 'HELD' });
    expect(await fates()).toMatchObject([{ state: 'SET_ASIDE', times: 1 }]);
  });

  it('in a delta ends when a later delivery tells of its records, and goes on otherwise', async () => {
    await deliver([faulty(born(1990)), faulty(born(1991, 'p2'))], delta);
    await deliver([good(born(1995))], delta);
    expect(await fates()).toMatchObject([{ settled_as: 'DELIVERED' }, { state: 'SET_ASIDE', times: 1 }]);
    expect((await replay(delta)).counts).toMatchObject({ rowsRead: 1, inserted: 1 });
    expect(await birthYears()).toEqual([1991, 1995]);
  });

  it('in a delta is overtaken in part by what came later, and wholly by a later row of the replay', async () => {
    await deliver([faulty(born(1990), aCase('c1', 'p1')), faulty(born(1991, 'p2'))], delta);
    await deliver([good(born(1995)), { ...faulty(born(1996, 'p2'), born(1997, 'p3')) }], delta);
    const { counts } = await replay(delta);
    expect(counts).toMatchObject({ rowsRead: 3, rowsUsed: 2, rowsSkipped: 1, inserted: 3, updated: 0 });
    expect(await birthYears()).toEqual([1995, 1996, 1997]);
    expect(await fates()).toMatchObject([
      { settled_as: 'REPLAYED' },
      { settled_as: 'SUPERSEDED' },
      { settled_as: 'REPLAYED' },
    ]);
  });
});
