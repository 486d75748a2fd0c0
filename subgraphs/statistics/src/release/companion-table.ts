import {
  type CompanionTable,
  type Period,
  type PublishedCell,
  type Reference,
  type StatisticTable,
  statisticTableById,
} from '@kommunhub/schema';
import type { RunSql } from '../released/index.js';
import { ofRegion } from './cell-places.js';
import { cellKey, hashesOf, publishedOf, versionsOf } from './earlier-releases.js';
import { leafFigures } from './leaf-figures.js';
import { disclosureMargins } from './protected-pattern.js';

/** Whose figures the table and its companion hold, and the places over them. */
export interface CompanionLeaves {
  readonly included: readonly string[];
  /** By node, all leaves under it, included or not. */
  readonly leavesUnder: ReadonlyMap<string, readonly string[]>;
}

/** What is told already of the same individuals. */
export interface Companion {
  readonly table: CompanionTable;
  /** Leaves whose figures have become others since it was told. */
  readonly changed: readonly string[];
}

/**
 * What is told of insatser, beside persons, for the same period. Undefined for
 * other tables, and while nothing is told.
 */
export async function companionOf(
  run: RunSql,
  table: StatisticTable,
  period: Period,
  reference: Reference,
  leaves: CompanionLeaves,
): Promise<Companion | undefined> {
  const companion = companionTable(table);
  if (companion === undefined) return undefined;
  const latest = (await versionsOf(run, companion.id, period)).at(-1);
  if (latest === undefined) return undefined;
  const { cells, hashes } = await leafFigures(run, companion, reference);
  const then = await hashesOf(run, latest.id);
  const isSame = (code: string) =>
    (then.get(code)?.toString('hex') ?? '') === (hashes.get(code)?.toString('hex') ?? '');
  const isIncluded = new Set(leaves.included);
  const unchanged = new Set([...then.keys()].filter(isSame));
  return {
    table: {
      margins: disclosureMargins(companion),
      cells: cells.filter(({ kommunCode, stratum }) => isIncluded.has(kommunCode) && stratum !== ofRegion),
      published: ofSameLeaves(await publishedOf(run, latest.id), unchanged, new Set(then.keys()), leaves),
    },
    changed: [...then.keys()].filter((code) => !isSame(code)),
  };
}

/** How few hide a figure of the companion for the period; null when there is none. */
export async function companionThreshold(
  run: RunSql,
  table: StatisticTable,
  period: Period,
): Promise<number | null> {
  const companion = companionTable(table);
  if (companion === undefined) return null;
  return (await versionsOf(run, companion.id, period))[0]?.threshold ?? null;
}

const companionTable = ({ id }: StatisticTable): StatisticTable | undefined =>
  id === 'personer' ? statisticTableById('insatser') : undefined;

/**
 * The companion's figures over the table's own leaves: what leaves beyond them
 * count (one that tells no persons) is taken away where it is told too. Where
 * it is not, or where the companion lacks a leaf or tells what it was before,
 * the two cannot be held together. Those to whom regions give råd och stöd are
 * not among the persons.
 */
function ofSameLeaves(
  published: readonly PublishedCell[],
  unchanged: ReadonlySet<string>,
  inCompanion: ReadonlySet<string>,
  { included, leavesUnder }: CompanionLeaves,
): readonly PublishedCell[] {
  const own = new Set(included);
  const told = new Map(published.map((cell) => [cellKey(cell), cell.units]));
  return published.flatMap((cell): PublishedCell[] => {
    if (cell.stratum === ofRegion) return [];
    const leaves = leavesUnder.get(cell.node) ?? [];
    const shared = leaves.filter((leaf) => own.has(leaf));
    if (shared.length === 0 || shared.some((leaf) => !unchanged.has(leaf))) return [];
    const beyond = leaves
      .filter((leaf) => inCompanion.has(leaf) && !own.has(leaf))
      .map((leaf) => told.get(cellKey({ ...cell, node: leaf })));
    if (beyond.includes(undefined)) return [];
    return [{ ...cell, units: beyond.reduce<number>((rest, count) => rest - (count ?? 0), cell.units) }];
  });
}
