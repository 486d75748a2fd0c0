import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFilledWorld, type ReleasedWorld } from '../../../../test/support/released-world.js';

let world: ReleasedWorld;
beforeAll(async () => {
  world = await openFilledWorld();
});
afterAll(() => world?.drop());

it('analysts read releases and nothing else', async () => {
  for (const statement of [
    'select * from statistics.released_cells',
    'select * from statistics.release_leaves',
    'select * from statistics.insats_facts',
    'select * from cases.persons',
    'select * from hub.agreements',
    'create temp table mine (a int)',
    'create table bi.mine (a int)',
    'set transaction read write; delete from bi.cells',
  ])
    await expect(world.asReader(statement, [])).rejects.toThrow(/permission denied|cannot execute/);
  expect((await world.asReader('select count(*) from bi.releases', [])).length).toBe(1);
});

it('the builder adds releases, never changes one, and reaches no person', async () => {
  const [release] = await world.tables.releases('insatser');
  for (const statement of [
    'update statistics.releases set reason = null',
    'delete from statistics.released_cells',
    'truncate statistics.releases cascade',
    'select * from statistics.surrogates',
    'select * from cases.persons',
    'select * from cases.cases',
    'select * from hub.namnd_keys',
    'create temp table mine (a int)',
  ])
    await expect(world.asBuilder(statement, [])).rejects.toThrow(/permission denied/);
  const late = `insert into statistics.release_coverage values ($1, '9999', null, null, false)`;
  await expect(world.asBuilder(late, [release!.id])).rejects.toThrow(/never changes/);
});

it('who answers callers reads what is released, and not by what the builder knows changes', async () => {
  const { app } = world.test.database;
  expect(await app.query('select count(*)::int as count from bi.releases')).not.toEqual([{ count: 0 }]);
  for (const table of ['release_leaves', 'released_cells', 'releases'])
    await expect(app.query(`select * from statistics.${table}`)).rejects.toThrow(/permission denied/);
  await expect(app.query(`delete from bi.cells`)).rejects.toThrow(/permission denied/);
});
