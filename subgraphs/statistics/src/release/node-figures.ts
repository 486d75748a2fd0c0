import { type Measure, type Reference, type StatisticTable, TOTAL } from '@kommunhub/schema';
import { unitRows } from '../facts/index.js';
import type { RunSql } from '../released/index.js';
import type { CellPlace } from './cell-places.js';
import type { LeafCell } from './leaf-figures.js';

/** Leaves and a node above them, or the leaf itself. */
export type LeavesOf = ReadonlyMap<string, readonly string[]>;

/** Gives a node's figures by the table's measures. */
export interface NodeFigures {
  units(node: string, place: CellPlace): number;
  /** Beside the first: as text, null where nothing is known. */
  others(node: string, place: CellPlace): readonly (string | null)[];
  /** Whether every leaf tells how its units are divided. */
  isDivided(node: string, place: CellPlace): boolean;
}

interface SumRow {
  readonly node: string;
  readonly stratum: string;
  readonly margin: string;
  readonly value: string;
  readonly total: string | null;
  readonly posts: string | null;
  readonly second: string | null;
  readonly mean: string | null;
  readonly median: string | null;
}

const keyOf = (node: string, { stratum, margin, value }: CellPlace) =>
  `${node}|${stratum}|${margin}|${value}`;

/** Adds up what the leaves count, and has the database work out sums and middles where the table has such. */
export async function nodeFigures(
  run: RunSql,
  table: StatisticTable,
  reference: Reference,
  cells: readonly LeafCell[],
  leavesOf: LeavesOf,
): Promise<NodeFigures> {
  const units = new Map<string, number>();
  const add = (key: string, count: number) => units.set(key, (units.get(key) ?? 0) + count);
  const above = nodesAbove(leavesOf);
  for (const cell of cells) {
    for (const node of above.get(cell.kommunCode) ?? []) {
      add(keyOf(node, cell), cell.units);
      // All values of a division together, to be held against what they divide.
      if (cell.margin !== TOTAL) add(keyOf(node, { ...cell, value: '' }), cell.units);
    }
  }
  const measures = table.measures.slice(1);
  const sums =
    measures.length === 0 ? new Map<string, SumRow>() : await readSums(run, table, reference, leavesOf);
  return {
    units: (node, place) => units.get(keyOf(node, place)) ?? 0,
    others: (node, place) => measures.map((measure) => figureOf(measure, sums.get(keyOf(node, place)))),
    isDivided: (node, place) => {
      if (place.margin === TOTAL) return true;
      const whole = units.get(keyOf(node, { ...place, margin: TOTAL, value: TOTAL })) ?? 0;
      return (units.get(keyOf(node, { ...place, value: '' })) ?? 0) === whole;
    },
  };
}

function nodesAbove(leavesOf: LeavesOf): ReadonlyMap<string, readonly string[]> {
  const above = new Map<string, string[]>();
  for (const [node, leaves] of leavesOf)
    for (const leaf of leaves) {
      const nodes = above.get(leaf) ?? [];
      above.set(leaf, nodes);
      nodes.push(node);
    }
  return above;
}

function figureOf({ id }: Measure, row: SumRow | undefined): string | null {
  if (id === 'medel_dagar') return row?.mean ?? null;
  if (id === 'median_dagar') return row?.median ?? null;
  if (id === 'tjanster') return row?.posts ?? null;
  if (id === 'dagar') return row?.second ?? '0';
  return row?.total ?? '0.00';
}

async function readSums(
  run: RunSql,
  table: StatisticTable,
  reference: Reference,
  leavesOf: LeavesOf,
): Promise<ReadonlyMap<string, SumRow>> {
  const pairs = [...leavesOf].flatMap(([node, leaves]) => leaves.map((leaf) => [leaf, node] as const));
  const margins = table.margins.map(({ dimension }) => `, ('${dimension}', unit.${dimension})`);
  const rows = await run<SumRow>(
    `select place.node, unit.stratum, cell.margin, cell.value, round(sum(unit.amount), 2)::text as total,
            round(sum(unit.amount), 1)::text as posts,
            sum(unit.second_amount)::bigint::text as second, round(avg(unit.amount), 1)::text as mean,
            round((percentile_cont(0.5) within group (order by unit.amount))::numeric, 1)::text as median
       from (${unitRows(table.id, reference)}) unit
       join unnest($1::text[], $2::text[]) as place (leaf, node) on place.leaf = unit.kommun_code
       cross join lateral (values ('${TOTAL}', '${TOTAL}')${margins.join('')}) as cell (margin, value)
      group by 1, 2, 3, 4`,
    [pairs.map(([leaf]) => leaf), pairs.map(([, node]) => node)],
  );
  return new Map(rows.map((row) => [keyOf(row.node, row), row]));
}
