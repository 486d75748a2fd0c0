import type { GeoTree } from './disclosure-input.js';

/**
 * Nodes over the same included leaves, which are one place to whoever
 * calculates: a group of one kommun, or all the participating where nobody else is.
 */
export interface Place {
  readonly index: number;
  readonly codes: readonly string[];
  /** Codes of levels that are told; none: the place is never published. */
  readonly toldCodes: readonly string[];
  readonly parent: Place | null;
  readonly children: Place[];
  /** Indexes into `Geography.leaves`, ascending. */
  readonly leaves: readonly number[];
}

export interface Geography {
  /** Codes of the included leaves, ascending. */
  readonly leaves: readonly string[];
  /** Children before parents; ties by code. */
  readonly places: readonly Place[];
}

/** The children of each node, and the roots under null; codes ascending. */
export function childrenOf(tree: GeoTree): ReadonlyMap<string | null, readonly string[]> {
  const children = new Map<string | null, string[]>();
  for (const { code, parent } of [...tree].sort(byCode)) {
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [code]);
    else siblings.push(code);
  }
  return children;
}

/**
 * Joins nodes over equal leaves and leaves out those without any.
 *
 * @throws RangeError when a code stands twice, a parent is missing, nodes go
 *   round in a ring, or an included leaf has children or is not in the tree.
 */
export function geographyOf(
  tree: GeoTree,
  included: readonly string[],
  levels: readonly string[],
): Geography {
  const leaves = [...new Set(included)].sort();
  const leafIndex = new Map(leaves.map((code, index) => [code, index]));
  const children = childrenOf(tree);
  const levelOf = new Map(tree.map(({ code, level }) => [code, level]));
  if (levelOf.size !== tree.length) throw new RangeError('A code stands twice in the tree of places.');
  const missing = leaves.find((code) => !levelOf.has(code) || children.has(code));
  if (missing !== undefined) throw new RangeError(`${missing} is not a leaf of the tree of places.`);

  let visited = 0;
  const found: { codes: string[]; leaves: number[]; inner: Draft[] }[] = [];
  type Draft = (typeof found)[number];
  const visit = (code: string): Draft[] => {
    visited += 1;
    const inner = (children.get(code) ?? []).flatMap(visit);
    const own = leafIndex.get(code);
    const under = own === undefined ? inner.flatMap((draft) => draft.leaves) : [own];
    if (under.length === 0) return [];
    const same = inner[0];
    if (inner.length === 1 && same !== undefined) {
      same.codes.push(code);
      return [same];
    }
    const draft = { codes: [code], leaves: under.sort((a, b) => a - b), inner };
    found.push(draft);
    return [draft];
  };
  const roots = (children.get(null) ?? []).flatMap(visit);
  if (visited !== tree.length) throw new RangeError('The tree of places has a node that hangs on no root.');

  const places: Place[] = [];
  const place = (draft: Draft, parent: Place | null): Place => {
    const toldCodes = draft.codes.filter((code) => levels.includes(levelOf.get(code) ?? ''));
    const made: Place = {
      ...{ index: found.indexOf(draft), codes: draft.codes, toldCodes, parent },
      ...{ children: [], leaves: draft.leaves },
    };
    places[made.index] = made;
    made.children.push(...draft.inner.map((inner) => place(inner, made)));
    return made;
  };
  for (const root of roots) place(root, null);
  return { leaves, places };
}

const byCode = (a: { readonly code: string }, b: { readonly code: string }) =>
  a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
