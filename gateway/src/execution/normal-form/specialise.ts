import {
  ALWAYS,
  type ConditionSet,
  type ObjectSelection,
  type Selection,
  type SelectionTree,
} from './selection-tree.js';

/** Which condition sets hold for these variables, in the order of the sets. */
export function holding(sets: readonly ConditionSet[], variables: Record<string, unknown>): boolean[] {
  return sets.map((set) => set.every((one) => (variables[one.variable] === true) === one.wanted));
}

/**
 * Settles every condition: fields whose conditions do not hold disappear, the others lose them.
 *
 * The planner (0.0.38) is not given any: of 1,000 operations with many conditions it answered 8
 * wrongly, among them a mutation that ran although it was skipped. An operation without
 * conditions cannot meet that.
 */
export function specialise(tree: SelectionTree, holds: readonly boolean[]): SelectionTree {
  return {
    kind: tree.kind,
    root: settleObject(tree.root, holds),
    conditionSets: [],
  };
}

function settleObject(selection: ObjectSelection, holds: readonly boolean[]): ObjectSelection {
  return { type: selection.type, items: settle(selection.items, holds) };
}

function settle(items: readonly Selection[], holds: readonly boolean[]): Selection[] {
  const kept: Selection[] = [];
  for (const item of items) {
    if (item.kind === 'narrowed') {
      const inner = settle(item.items, holds);
      if (inner.length > 0) kept.push({ ...item, items: inner });
    } else if (item.when === ALWAYS || holds[item.when] === true) {
      kept.push({
        ...item,
        when: ALWAYS,
        selection: item.selection && settleObject(item.selection, holds),
      });
    }
  }
  return kept;
}
