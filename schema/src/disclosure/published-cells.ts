import type { DisclosureInput, DisclosurePattern, PublishedCell } from './disclosure-input.js';
import { childrenOf } from './geography.js';

/** The figures that a pattern tells: every value of each published margin at each published node, zeros too. */
export function publishedCells(
  { tree, included, cells }: Pick<DisclosureInput, 'tree' | 'included' | 'cells'>,
  { published }: Pick<DisclosurePattern, 'published'>,
): PublishedCell[] {
  const children = childrenOf(tree);
  const isIncluded = new Set(included);
  const leavesOf = new Map<string, readonly string[]>();
  const collect = (code: string): readonly string[] => {
    const under = (children.get(code) ?? []).flatMap(collect);
    const leaves = isIncluded.has(code) ? [code, ...under] : under;
    leavesOf.set(code, leaves);
    return leaves;
  };
  for (const root of children.get(null) ?? []) collect(root);

  const units = new Map<string, Map<string, Map<string, number>>>();
  const inner = <K, V>(map: Map<K, V>, key: K, make: () => V): V =>
    map.get(key) ?? map.set(key, make()).get(key)!;
  for (const cell of cells) {
    const values = inner(units, `${cell.stratum}|${cell.margin}`, () => new Map());
    const leaves = inner(values, cell.value, () => new Map());
    leaves.set(cell.kommunCode, (leaves.get(cell.kommunCode) ?? 0) + cell.units);
  }
  return published.flatMap((place) =>
    [...(units.get(`${place.stratum}|${place.margin}`) ?? [])].map(([value, byLeaf]) => {
      const sum = (leavesOf.get(place.node) ?? []).reduce(
        (total, leaf) => total + (byLeaf.get(leaf) ?? 0),
        0,
      );
      return { ...place, value, units: sum };
    }),
  );
}
