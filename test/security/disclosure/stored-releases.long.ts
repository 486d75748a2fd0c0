import {
  type AuditInput,
  ageGroups,
  type DisclosureCell,
  type DisclosureMargin,
  type EarlierVersion,
  outcomeGroups,
  type PublishedCell,
  parsePeriod,
  referenceOf,
  type StatisticTable,
  statisticTables,
} from '@kommunhub/schema';
import { type CountCell, cellColumns, cellsOf, unitRows } from '@kommunhub/statistics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWorld, openBuiltWorld } from '../../support/built-world.js';
import { attack } from './attack.js';

const threshold = 5;
/** One nämnd for three kommuner, and Falun with those that it handles for. */
const coalitions = [
  ['2062', '2034', '2039'],
  ['2080', '2081', '2082', '2061', '2083', '2084', '2029', '2026', '2021'],
];
const wideOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  alder: { ...Object.fromEntries(ageGroups.map(({ code, wide }) => [code, wide])), OKAND: 'OKAND' },
  utfall: Object.fromEntries(
    Object.entries(outcomeGroups).flatMap(([group, outcomes]) => outcomes.map((one) => [one, group])),
  ),
};

let built: BuiltWorld;
beforeAll(async () => {
  built = await openBuiltWorld();
  await built.buildDue(await built.builder());
});
afterAll(() => built?.drop());

async function rowsOf<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  const { rows } = await built.world.test.owner.query<Row>(sql, [...parameters]);
  return rows;
}

/** What the facts say now, for each kommun. */
async function exactCells(table: StatisticTable, period: string): Promise<DisclosureCell[]> {
  const units = unitRows(table.id, referenceOf(table.timing, parsePeriod(period)!));
  const counted = await rowsOf<CountCell>(`select ${cellColumns} from (${cellsOf(table.id, units)}) cell`);
  return counted.map(({ kommunCode, stratum, margin, value, units: count, persons }) => {
    return { kommunCode, stratum, margin, value, units: Number(count), persons: Number(persons) };
  });
}

const marginsOf = ({ margins }: StatisticTable): DisclosureMargin[] =>
  margins.map(({ dimension, within }) => ({
    id: dimension,
    ...(within && { within, wideOf: wideOf[dimension] ?? {} }),
  }));

/** A stored release as everybody can read it. */
async function storedRelease(table: StatisticTable, period: string, version: number) {
  const [release] = await rowsOf<{ id: string }>(
    'select id from statistics.releases where table_id = $1 and period = $2 and version = $3',
    [table.id, period, version],
  );
  const tree = await rowsOf<AuditInput['tree'][number]>(
    'select code, parent, level from statistics.release_nodes where release_id = $1',
    [release!.id],
  );
  const covered = await rowsOf<{ code: string }>(
    'select kommun_code as code from statistics.release_coverage where release_id = $1 and is_included',
    [release!.id],
  );
  const published = await rowsOf<PublishedCell>(
    `select node, stratum, margin, value, m1::int as units from statistics.released_cells
      where release_id = $1 and m1 is not null`,
    [release!.id],
  );
  return { tree, included: covered.map(({ code }) => code), published };
}

async function heldOf(
  table: StatisticTable,
  period: string,
  version = 1,
  versions: readonly EarlierVersion[] = [],
): Promise<AuditInput> {
  const stored = await storedRelease(table, period, version);
  const cells = (await exactCells(table, period)).filter(({ kommunCode }) =>
    stored.included.includes(kommunCode),
  );
  return { ...stored, cells, margins: marginsOf(table), threshold, coalitions, versions };
}

describe('releases as the builder stored them', () => {
  const tables = statisticTables.filter(({ isProtected }) => isProtected);

  it.each(tables.map((table) => [table.id, table] as const))(
    'give away nothing small of %s in any period',
    async (_, table) => {
      for (const period of ['2025', '2026Q1', '2026Q2', '2026Q3'])
        expect((await attack(await heldOf(table, period))).recovered, period).toEqual([]);
    },
  );

  it('give away nothing small by a correction of one kommun', async () => {
    const table = tables.find(({ id }) => id === 'arendemangd')!;
    const before = await heldOf(table, '2025');
    await built.world.test.owner.query(
      `delete from statistics.case_facts where kommun_code = '2026' and person_key % 4 = 0`,
    );
    const builder = await built.builder();
    const request = { table, period: parsePeriod('2025')!, reason: 'Rättelse' };
    await builder.build(request);
    const { tree, included, published, cells } = before;
    const earlier = { tree, included, published, cells, changed: ['2026'] };
    const after = await heldOf(table, '2025', 2, [earlier]);
    expect(after.published).not.toEqual(before.published);
    expect((await attack(after)).recovered).toEqual([]);
  });
});
