import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  aCase,
  aPerson,
  aSource,
  aStaff,
  CreateSmallModel1795348899000,
  rowsOf,
  smallSpecs,
} from '../../../../test/support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { createOpenRun } from './open-run.js';

/** Stands for a personnummer in every place where a source may put one. */
const sentinel = '198112189876';
const hex = Buffer.from(sentinel).toString('hex');
const base64 = Buffer.from(sentinel).toString('base64').slice(0, 14);

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ migrations: [CreateSmallModel1795348899000] });
});
afterAll(() => test.drop());

async function tablesThatHoldIt(): Promise<string[]> {
  const { rows: tables } = await test.owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const holding: string[] = [];
  for (const { name } of tables) {
    const { rows } = await test.owner.query(
      `select from ${name} as t where t::text ilike any (array['%${sentinel}%', '%${hex}%', '%${base64}%']) limit 1`,
    );
    if (rows.length > 0) holding.push(name);
  }
  return holding;
}

it('finds the sentinel where it is stored in clear', async () => {
  await test.owner.query(`create table public.clear as select '${sentinel}' as text`);
  expect(await tablesThatHoldIt()).toEqual(['public.clear']);
  await test.owner.query('drop table public.clear');
});

it('keeps every value that may be a personnummer out of all tables, staging included', async () => {
  const openRun = createOpenRun(test.database, test.keyRing, smallSpecs);
  const fault = { reason: 'VALUE_INVALID', column: 'Personnummer', remedy: 'Correct it.' } as const;
  const run = await openRun(aSource());
  await run.write([
    ...rowsOf(
      aStaff(sentinel, { name: sentinel }),
      aPerson(sentinel, { personnummer: sentinel }),
      aCase(sentinel, sentinel, { handlaggareSourceId: sentinel, caseNumber: sentinel }),
    ),
    {
      fate: 'quarantined',
      place: { file: 'personer.csv', sheet: null, row: 9 },
      faults: [fault],
      raw: { Personnummer: sentinel },
      keys: [{ kind: 'person', sourceId: sentinel }],
      kindsWithoutKey: [],
    },
    {
      fate: 'used',
      place: { file: 'beslut.csv', sheet: null, row: 2 },
      records: [aPerson('other')],
      unmapped: [{ table: 'insats', column: 'Insats', value: sentinel }],
      warnings: [],
      raw: { Insats: sentinel },
    },
  ]);
  // Staging is filled only when enough has come together, so it is looked at in a run that was cut off late.
  const open = run as unknown as {
    blocks: { close(): void };
    copies: { flush(always: boolean): Promise<void> };
  };
  open.blocks.close();
  await open.copies.flush(true);
  expect(await tablesThatHoldIt()).toEqual([]);
  expect((await run.finish(null)).counts).toMatchObject({ rowsUsed: 4, rowsQuarantined: 1, inserted: 4 });
  expect(await tablesThatHoldIt()).toEqual([]);
  const changed = await openRun(aSource());
  await changed.write(rowsOf(aPerson(sentinel, { personnummer: sentinel, birthYear: 1981 })));
  await changed.finish(null);
  expect((await test.owner.query('select from small.persons_history')).rows.length).toBeGreaterThan(0);
  expect(await tablesThatHoldIt()).toEqual([]);
});
