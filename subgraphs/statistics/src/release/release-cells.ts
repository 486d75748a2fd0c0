import type { StatisticTable } from '@kommunhub/schema';
import { type CellPlace, placesOfTable } from './cell-places.js';
import { cellKey } from './earlier-releases.js';
import type { NodeFigures } from './node-figures.js';
import { placeKey, type ToldPlaces } from './protected-pattern.js';
import type { PlacedNode, ReleasedCell } from './release-content.js';

interface CellOptions {
  readonly table: StatisticTable;
  /** Of the levels that are told, in tree order. */
  readonly nodes: readonly PlacedNode[];
  readonly withRegion: ReadonlySet<string>;
  /** Nodes under which some leaf is in. */
  readonly having: ReadonlySet<string>;
  readonly figures: NodeFigures;
  /** Null for tables about no individuals, where everything is told. */
  readonly told: ToldPlaces | null;
  readonly threshold: number;
  /** What earlier versions counted, by cell. */
  readonly earlierCounts: readonly ReadonlyMap<string, number>[];
}

/** All rows of a release: a figure, a zero, nothing where nobody tells, or that it is suppressed. */
export function releaseCells(options: CellOptions): readonly ReleasedCell[] {
  const { table, nodes, withRegion, having } = options;
  return nodes.flatMap((node) =>
    placesOfTable(table, node, withRegion.has(node.code)).map((place) =>
      having.has(node.code) ? cellAt(options, node.code, place) : emptyCell(table, node.code, place),
    ),
  );
}

function emptyCell({ measures }: StatisticTable, node: string, place: CellPlace): ReleasedCell {
  return { node, ...place, figures: measures.map(() => null), isSuppressed: false };
}

function cellAt(options: CellOptions, node: string, place: CellPlace): ReleasedCell {
  const { table, figures, told } = options;
  const key = placeKey({ ...place, node });
  if (told !== null && !told.counts.has(key)) return { ...emptyCell(table, node, place), isSuppressed: true };
  if (!figures.isDivided(node, place)) return emptyCell(table, node, place);
  const units = figures.units(node, place);
  const isTold = told === null || told.times.has(key);
  const others =
    isTold && !tellsOfFew(options, node, place, units)
      ? figures.others(node, place)
      : table.measures.slice(1).map(() => null);
  return { node, ...place, figures: [String(units), ...others], isSuppressed: false };
}

/** Sums and means of two versions that differ by few units would tell what those few have. */
function tellsOfFew(
  { earlierCounts, threshold, told }: CellOptions,
  node: string,
  place: CellPlace,
  units: number,
): boolean {
  if (told === null) return false;
  return earlierCounts.some((counts) => {
    const before = counts.get(cellKey({ ...place, node }));
    return before !== undefined && before !== units && Math.abs(before - units) < threshold;
  });
}
