import type { GeoTree } from '../disclosure-input.js';

/** The tree and the leaves of one version, oldest first. */
export interface VersionOfPlaces {
  readonly tree: GeoTree;
  readonly included: readonly string[];
  /** Leaves whose figures differ in the version after this one. */
  readonly changed: readonly string[];
}

/** A set of leaves at one time each: a leaf that did not change between versions is the same in both. */
export interface LeafSet {
  readonly members: readonly number[];
}

/** Sets over which figures are sums, and which sets make up which. */
export interface LeafSets {
  readonly sets: readonly LeafSet[];
  /** By version: the set of each node that has any leaf. */
  readonly setOf: readonly ReadonlyMap<string, number>[];
  /** By version: the member that is each leaf then. */
  readonly memberOf: readonly ReadonlyMap<string, number>[];
  readonly unions: readonly { readonly whole: number; readonly parts: readonly number[] }[];
}

/**
 * Lists the sets of leaves that matter to one who lays versions side by side:
 * every node of every version, and for two versions of a node what is the same
 * in both and what is in one only.
 */
export function leafSetsOf(versions: readonly VersionOfPlaces[]): LeafSets {
  const memberOf = membersOf(versions);
  const sets: LeafSet[] = [];
  const known = new Map<string, number>();
  const unions = new Map<string, { whole: number; parts: number[] }>();
  const add = (members: readonly number[]): number => {
    const sorted = [...members].sort((a, b) => a - b);
    const key = sorted.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, sets.length);
    return sets.push({ members: sorted }) - 1;
  };
  const unite = (whole: readonly number[], parts: readonly (readonly number[])[]) => {
    const filled = parts.filter((part) => part.length > 0);
    if (filled.length < 2) return;
    const union = { whole: add(whole), parts: filled.map(add) };
    unions.set(`${union.whole}=${union.parts.join('+')}`, union);
  };

  const trees = versions.map(({ tree }, version) => nodesOf(tree, memberOf[version] ?? new Map()));
  const divide = (tree: (typeof trees)[number], code: string, part: ReadonlySet<number>) => {
    const within = (node: string) => (tree.members.get(node) ?? []).filter((member) => part.has(member));
    const children = tree.children.get(code) ?? [];
    unite(within(code), children.map(within));
    for (const child of children) {
      const members = tree.members.get(child) ?? [];
      const inside = within(child);
      if (inside.length === 0) continue;
      if (inside.length < members.length)
        unite(members, [inside, members.filter((member) => !part.has(member))]);
      divide(tree, child, part);
    }
  };
  const setOf = trees.map(({ members }) => new Map([...members].map(([code, list]) => [code, add(list)])));
  for (const tree of trees)
    for (const root of tree.roots) divide(tree, root, new Set(tree.members.get(root)));
  for (const [later, after] of trees.entries())
    for (const before of trees.slice(0, later))
      for (const [code, then] of before.members) {
        const now = after.members.get(code) ?? [];
        const same = then.filter((member) => now.includes(member));
        if (same.length === 0 || (same.length === then.length && same.length === now.length)) continue;
        for (const [tree, all] of [
          [before, then],
          [after, now],
        ] as const) {
          const only = all.filter((member) => !same.includes(member));
          unite(all, [same, only]);
          divide(tree, code, new Set(same));
          divide(tree, code, new Set(only));
        }
      }
  return { sets, setOf, memberOf, unions: [...unions.values()] };
}

function membersOf(versions: readonly VersionOfPlaces[]): ReadonlyMap<string, number>[] {
  let next = 0;
  const members: Map<string, number>[] = [];
  for (const [version, { included }] of versions.entries()) {
    const before = members[version - 1];
    const changed = new Set(versions[version - 1]?.changed);
    const now = new Map<string, number>();
    for (const code of [...new Set(included)].sort()) {
      const same = changed.has(code) ? undefined : before?.get(code);
      now.set(code, same ?? next++);
    }
    members.push(now);
  }
  return members;
}

function nodesOf(tree: GeoTree, memberOf: ReadonlyMap<string, number>) {
  const children = Map.groupBy(tree, ({ parent }) => parent);
  const members = new Map<string, number[]>();
  const collect = (code: string): number[] => {
    const own = memberOf.get(code);
    const under = (children.get(code) ?? []).flatMap((child) => collect(child.code));
    const all = own === undefined ? under : [own, ...under];
    if (all.length > 0) members.set(code, all);
    return all;
  };
  const roots = (children.get(null) ?? []).map(({ code }) => code);
  for (const root of roots) collect(root);
  const codes = new Map(
    [...children].map(([parent, nodes]) => [parent ?? '', nodes.map(({ code }) => code)]),
  );
  return { roots, members, children: codes };
}
