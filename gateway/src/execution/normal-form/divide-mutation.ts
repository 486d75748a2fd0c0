import type { Selection, SelectionTree } from './selection-tree.js';

/**
 * Divides a mutation into one tree for each root field, to be planned and run one after the other.
 *
 * What is asked of a mutation's result belongs to it, and comes before the next mutation begins
 * (GraphQL specification, "Mutation"). The planner puts all mutations first.
 */
export function divideMutation(tree: SelectionTree): SelectionTree[] {
  if (tree.kind !== 'mutation') return [tree];
  const groups = new Map<string, Selection[]>();
  for (const item of tree.root.items) {
    const key = item.kind === 'field' ? item.responseKey : '';
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].map((items) => ({ ...tree, root: { ...tree.root, items } }));
}
