import type { RecordKey, RunOutcome, SourceDescription, SourceRow } from '@kommunhub/schema';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  aCase,
  aDecision,
  aPerson,
  aRow,
  aSource,
  aStaff,
  CreateSmallModel1795348899000,
  rowsOf,
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
afterEach(() => {
  const tables = ['staff', 'persons', 'cases', 'decisions'].flatMap((name) => [name, `${name}_history`]);
  const model = tables.map((name) => `small.${name}`).join(', ');
  return test.owner.query(`truncate ${model}, hub.kept_rows, hub.quarantine`);
});

const delta = aSource({ delivery: 'delta' });
const joint = aSource({
  ...{ id: 'mora-test', delivery: 'delta', kommunCodes: ['2062', '2034'] },
  namnd: { id: '2062-LSS', name: 'Gemensam nämnd' },
});
async function deliver(rows: readonly SourceRow[], source: SourceDescription = delta): Promise<RunOutcome> {
  const run = await openRun(source);
  await run.write(rows);
  return run.finish(null);
}
const select = async <Row = Record<string, unknown>>(sql: string) => (await test.owner.query<Row>(sql)).rows;
const buried = (row: number, ...tombstones: RecordKey[]): SourceRow =>
  ({ ...aRow(row), tombstones }) as SourceRow;
const person = (sourceId: string): RecordKey => ({ kind: 'person', sourceId });
const lssCase = (sourceId: string): RecordKey => ({ kind: 'case', sourceId });
const counted = async (table: string) =>
  (await select<{ count: number }>(`select count(*)::int from small.${table}`))[0]!.count;

describe('a tombstone of a delta', () => {
  it('removes the record and leaves its last state in the history', async () => {
    await deliver(rowsOf(aPerson('p1'), aPerson('p2')));
    const { counts, removedByKind } = await deliver([buried(2, person('p1'), person('never there'))]);
    expect(counts).toMatchObject({ rowsUsed: 1, records: 0, removed: 1 });
    expect(removedByKind).toEqual({ person: 1 });
    expect([await counted('persons'), await counted('persons_history')]).toEqual([1, 1]);
  });

  it('is set aside while anything that stays refers to the record, and removes it with what refers to it', async () => {
    await deliver(rowsOf(aPerson('p1'), aCase('c1', 'p1'), aDecision('d1', 'c1')));
    const { counts } = await deliver([buried(2, person('p1')), buried(3, lssCase('c1'))]);
    expect(counts).toMatchObject({ rowsUsed: 0, rowsQuarantined: 2, removed: 0 });
    expect(await select('select distinct reason from hub.quarantine')).toEqual([
      { reason: 'STILL_REFERENCED' },
    ]);
    const all = [
      buried(2, person('p1')),
      buried(3, lssCase('c1')),
      buried(4, { kind: 'decision', sourceId: 'd1' }),
    ];
    expect((await deliver(all)).counts).toMatchObject({ rowsUsed: 3, removed: 3 });
    expect(await counted('cases')).toBe(0);
  });

  it('is set aside too where the reference is one that may be empty, or comes with the same delivery', async () => {
    await deliver(
      rowsOf(aStaff('s1'), aPerson('p1'), aCase('c1', 'p1', { handlaggareSourceId: 's1' }), aPerson('p2')),
    );
    const { counts } = await deliver([
      buried(2, { kind: 'staff', sourceId: 's1' }),
      buried(3, person('p2')),
      aRow(4, aCase('c2', 'p2')),
    ]);
    expect(counts).toMatchObject({ rowsUsed: 1, rowsQuarantined: 2, inserted: 1, removed: 0 });
  });

  it('takes the record away from a case that is corrected in the same delivery', async () => {
    await deliver(rowsOf(aPerson('p1'), aPerson('p2'), aCase('c1', 'p1')));
    const { counts } = await deliver([buried(2, person('p1')), aRow(3, aCase('c1', 'p2'))]);
    expect(counts).toMatchObject({ rowsUsed: 2, updated: 1, removed: 1 });
  });

  it('holds against what came before it, and not against what comes after', async () => {
    await deliver(rowsOf(aPerson('p2')));
    const { counts } = await deliver([
      aRow(2, aPerson('p1')),
      buried(3, person('p1'), person('p2')),
      aRow(4, aPerson('p2', { birthYear: 1950 })),
    ]);
    expect(counts).toMatchObject({ rowsUsed: 2, rowsSkipped: 1, records: 1, updated: 1, removed: 0 });
    expect(await select('select birth_year from small.persons')).toEqual([{ birth_year: 1950 }]);
  });

  it('is no part of a complete delivery, which removes by what it lacks', async () => {
    const complete = aSource();
    await deliver(rowsOf(aPerson('p1'), aPerson('p2')), complete);
    const { counts } = await deliver([aRow(2, aPerson('p2')), buried(3, person('p1'))], complete);
    expect(counts).toMatchObject({ rowsUsed: 2, unchanged: 1, removed: 1 });
  });
});

describe('a delta', () => {
  it('takes the last version of a record that comes more than once', async () => {
    const { counts } = await deliver([
      aRow(2, aPerson('p1', { birthYear: 1990 })),
      aRow(3, aPerson('p1', { birthYear: 1991 })),
    ]);
    expect(counts).toMatchObject({ rowsUsed: 1, rowsSkipped: 1, skipped: { DUPLICATE: 1 }, records: 1 });
    expect(await select('select birth_year from small.persons')).toEqual([{ birth_year: 1991 }]);
  });

  it('leaves no double where a record moves to another kommun of the nämnd, and what refers to it follows', async () => {
    await deliver(
      rowsOf(aPerson('p1', { kommunCode: '2062' }), aCase('c1', 'p1', { kommunCode: '2062' })),
      joint,
    );
    const { counts } = await deliver(rowsOf(aPerson('p1', { kommunCode: '2034' })), joint);
    expect(counts).toMatchObject({ records: 1, inserted: 1, removed: 1 });
    const found = await select(
      `select c.person_id = p.id as is_followed, p.kommun_code from small.cases c, small.persons p`,
    );
    expect(found).toEqual([{ is_followed: true, kommun_code: '2034' }]);
    expect(await counted('cases_history')).toBe(1);
  });
});
