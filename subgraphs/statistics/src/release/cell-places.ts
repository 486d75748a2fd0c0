import {
  type DimensionId,
  type DimensionValue,
  dimensions,
  type StatisticTable,
  TOTAL,
} from '@kommunhub/schema';
import type { PlacedNode } from './release-content.js';

/** Where a figure of a table stands at a node. */
export interface CellPlace {
  readonly stratum: string;
  readonly margin: string;
  readonly value: string;
}

/** Råd och stöd is the region's, and told by it alone (LSS 9 § 1, 17 §). */
export const ofRegion = 'LSS_9_1';

/** Every figure of a table at one place, in the table's own order: strata, then the total, then each division. */
export function placesOfTable(
  table: StatisticTable,
  node: Pick<PlacedNode, 'level'>,
  hasRegion: boolean,
): readonly CellPlace[] {
  return strataOf(table)
    .filter((stratum) => (stratum === ofRegion ? hasRegion : node.level !== 'REGION'))
    .flatMap((stratum) => [
      { stratum, margin: TOTAL, value: TOTAL },
      ...marginsOf(table, stratum).flatMap(({ dimension }) =>
        valuesOfMargin(dimension).map((value) => ({ stratum, margin: dimension, value })),
      ),
    ]);
}

/** A region tells how many women and men there are, and nothing more of them. */
function marginsOf({ margins }: StatisticTable, stratum: string): StatisticTable['margins'] {
  return stratum === ofRegion ? margins.filter(({ dimension }) => dimension === 'kon') : margins;
}

/** The strata of a table; one that has none counts everything under `TOTALT`. */
export function strataOf(table: StatisticTable): readonly string[] {
  return table.stratum === null
    ? [TOTAL]
    : codesOf(dimensions[table.stratum].values, table.id === 'insatser');
}

/** The values that a division is told in. */
export function valuesOfMargin(dimension: DimensionId): readonly string[] {
  return codesOf(dimensions[dimension].values, false);
}

function codesOf(values: readonly DimensionValue[], withRegion: boolean): readonly string[] {
  return values.map(({ code }) => code).filter((code) => withRegion || code !== ofRegion);
}

/** Codes of the nodes that are a region or have one under them. */
export function nodesWithRegion(nodes: readonly PlacedNode[]): ReadonlySet<string> {
  const parentOf = new Map(nodes.map(({ code, parent }) => [code, parent]));
  const found = new Set<string>();
  for (const { code, level } of nodes) {
    if (level !== 'REGION') continue;
    for (let at: string | null = code; at !== null; at = parentOf.get(at) ?? null) found.add(at);
  }
  return found;
}
