import type { StatisticTable } from '@kommunhub/schema';
import { type CellPlace, placesOfTable } from './cell-places.js';
import { cellKey, type ToldFigures } from './earlier-releases.js';
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
  /** What earlier versions told, by cell. */
  readonly earlier: readonly ReadonlyMap<string, ToldFigures>[];
}

/** All rows of a release: a figure, a zero, nothing where nobody tells, or that it is suppressed. */
export function releaseCells(options: CellOptions): readonly ReleasedCell[] {
  const { table, nodes, withRegion, having } = options;
  const hidden = hiddenFigures(options);
  return nodes.flatMap((node) =>
    placesOfTable(table, node, withRegion.has(node.code)).map((place) =>
      having.has(node.code) ? cellAt(options, node.code, place, hidden) : emptyCell(table, node.code, place),
    ),
  );
}

/** Cells whose sums and means tell of few beside an earlier version, and those above them, from which they would follow. */
function hiddenFigures(options: CellOptions): ReadonlySet<string> {
  const { table, nodes, withRegion, told } = options;
  const parentOf = new Map(nodes.map(({ code, parent }) => [code, parent]));
  const hidden = new Set<string>();
  if (told === null || table.measures.length === 1) return hidden;
  for (const node of nodes)
    for (const place of placesOfTable(table, node, withRegion.has(node.code))) {
      if (!told.times.has(placeKey({ ...place, node: node.code })) || !tellsOfFew(options, node.code, place))
        continue;
      for (let at: string | null = node.code; at !== null; at = parentOf.get(at) ?? null)
        hidden.add(cellKey({ ...place, node: at }));
    }
  return hidden;
}

function emptyCell({ measures }: StatisticTable, node: string, place: CellPlace): ReleasedCell {
  return { node, ...place, figures: measures.map(() => null), isSuppressed: false };
}

function cellAt(
  { table, figures, told }: CellOptions,
  node: string,
  place: CellPlace,
  hidden: ReadonlySet<string>,
): ReleasedCell {
  const key = placeKey({ ...place, node });
  if (told !== null && !told.counts.has(key)) return { ...emptyCell(table, node, place), isSuppressed: true };
  if (!figures.isDivided(node, place)) return emptyCell(table, node, place);
  const isTold = told === null || (told.times.has(key) && !hidden.has(cellKey({ ...place, node })));
  const others = isTold ? figures.others(node, place) : table.measures.slice(1).map(() => null);
  return { node, ...place, figures: [String(figures.units(node, place)), ...others], isSuppressed: false };
}

/**
 * Sums and means of two versions that differ by few units would tell what those
 * few have; and where the units are as many as before, what few were corrected by.
 */
function tellsOfFew({ earlier, threshold, figures }: CellOptions, node: string, place: CellPlace): boolean {
  const units = figures.units(node, place);
  const others = figures.others(node, place);
  return earlier.some((told) => {
    const before = told.get(cellKey({ ...place, node }));
    if (before === undefined || Math.abs(before.units - units) >= threshold) return false;
    const isSame = (other: string | null, measure: number) =>
      other === null || (before.others[measure] ?? null) === null || Number(other) === before.others[measure];
    return before.units !== units || !others.every(isSame);
  });
}
