import type { TableId } from '@kommunhub/schema';

/** A place of a release: a kommun or region, or a node over others. */
export interface PlacedNode {
  readonly code: string;
  readonly parent: string | null;
  readonly level: PlaceLevel;
  readonly name: string;
}

export type PlaceLevel = 'KOMMUN' | 'REGION' | 'OMRADE' | 'LAN' | 'SAMVERKAN' | 'ALLA';

/** How a leaf's source stood when the release was made. */
export interface LeafCoverage {
  readonly kommunCode: string;
  /** Null where there is no source. */
  readonly state: string | null;
  readonly asOf: string | null;
  /** Whether the release holds the leaf's figures. */
  readonly isIncluded: boolean;
}

/** One row of a release, in the table's own order. */
export interface ReleasedCell {
  readonly node: string;
  readonly stratum: string;
  readonly margin: string;
  readonly value: string;
  /** In the order of the table's measures; null where suppressed or where nothing is known. */
  readonly figures: readonly (string | null)[];
  readonly isSuppressed: boolean;
}

/** All that a release says, before it is stored. */
export interface ReleaseContent {
  readonly table: TableId;
  readonly period: string;
  readonly threshold: number;
  /** In tree order: each node before those under it. */
  readonly nodes: readonly PlacedNode[];
  readonly coverage: readonly LeafCoverage[];
  readonly cells: readonly ReleasedCell[];
  /** By leaf, a hash of its exact figures. */
  readonly figures: ReadonlyMap<string, Buffer>;
  /** Of all that the release follows from: two with the same say the same. */
  readonly inputHash: Buffer;
}

/** Codes of nodes under which every leaf is included. */
export function completeNodes({
  nodes,
  coverage,
}: Pick<ReleaseContent, 'nodes' | 'coverage'>): ReadonlySet<string> {
  const included = new Set(
    coverage.filter(({ isIncluded }) => isIncluded).map(({ kommunCode }) => kommunCode),
  );
  const parents = new Set(nodes.map(({ parent }) => parent));
  const complete = new Set(nodes.map(({ code }) => code));
  const parentOf = new Map(nodes.map(({ code, parent }) => [code, parent]));
  for (const { code } of nodes) {
    if (parents.has(code) || included.has(code)) continue;
    for (let at: string | null = code; at !== null; at = parentOf.get(at) ?? null) complete.delete(at);
  }
  return complete;
}
