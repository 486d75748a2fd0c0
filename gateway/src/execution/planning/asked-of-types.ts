import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import { isObjectType } from 'graphql';
import type { ObjectSelection, SelectionTree } from '../normal-form/selection-tree.js';
import { occurrencesFor } from '../projection/collect-fields.js';
import type { Supergraph } from '../supergraph.js';

type Path = readonly FlattenNodePathSegment[];

/**
 * Which of some data keys the caller asks for at given paths of a plan, for each object type of
 * an interface. Types of which none is asked are left out. Undefined when none is asked of any
 * type: such a fetch brings keys for later fetches only, and the plan knows best.
 */
export function askedOfTypes(
  tree: SelectionTree,
  paths: readonly Path[],
  face: string,
  dataKeys: readonly string[],
  supergraph: Supergraph,
): ReadonlyMap<string, ReadonlySet<string>> | undefined {
  const keys = new Set(dataKeys);
  keys.delete('__typename');
  const places = paths.flatMap((path) => selectionsAt(tree, path, supergraph));
  const asked = new Map<string, Set<string>>();
  for (const name of supergraph.possibleTypes.get(face) ?? []) {
    const type = supergraph.publicSchema.getType(name);
    if (!isObjectType(type)) continue;
    const own = occurrencesFor(places, type, supergraph).filter((field) => keys.has(field.dataKey));
    if (own.length > 0) asked.set(name, new Set(own.map((field) => field.dataKey)));
  }
  return asked.size > 0 ? asked : undefined;
}

function selectionsAt(tree: SelectionTree, path: Path, supergraph: Supergraph): ObjectSelection[] {
  let selections: ObjectSelection[] = [tree.root];
  let conditions: readonly string[] | undefined;
  for (const segment of path) {
    if (segment === '@') continue;
    if ('TypeCondition' in segment) {
      conditions = segment.TypeCondition;
      continue;
    }
    selections = selections.flatMap((one) => below(one.items, segment.Field, conditions, supergraph));
    conditions = undefined;
  }
  return selections;
}

function below(
  items: ObjectSelection['items'],
  dataKey: string,
  conditions: readonly string[] | undefined,
  supergraph: Supergraph,
): ObjectSelection[] {
  return items.flatMap((item) => {
    if (item.kind === 'field') return item.dataKey === dataKey && item.selection ? [item.selection] : [];
    return overlaps(item.type.name, conditions, supergraph)
      ? below(item.items, dataKey, conditions, supergraph)
      : [];
  });
}

function overlaps(type: string, conditions: readonly string[] | undefined, supergraph: Supergraph): boolean {
  if (!conditions) return true;
  const possible = supergraph.possibleTypes.get(type);
  return conditions.some((condition) =>
    [...(supergraph.possibleTypes.get(condition) ?? [])].some((name) => possible?.has(name)),
  );
}
