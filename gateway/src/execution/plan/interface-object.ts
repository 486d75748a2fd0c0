import type {
  FetchRewrite,
  FlattenNodePathSegment,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import type { GraphQLCompositeType } from 'graphql';
import type { ObjectSelection, SelectionTree } from '../normal-form/selection-tree.js';
import { occurrencesFor } from '../projection/collect-fields.js';
import type { Supergraph } from '../supergraph.js';

/**
 * The interface a fetch asks about, when the subgraph knows an interface as one object type
 * (@interfaceObject): the plan then renames every representation to the interface.
 */
export function interfaceAskedAbout(rewrites: readonly FetchRewrite[] | undefined): string | undefined {
  for (const rewrite of rewrites ?? []) {
    const setter =
      'ValueSetter' in rewrite ? rewrite.ValueSetter : 'setValueTo' in rewrite ? rewrite : undefined;
    const last = setter?.path.at(-1);
    if (setter && last && 'Key' in last && last.Key === '__typename') return setter.setValueTo;
  }
  return undefined;
}

/** The same requirements for every object type of the interface. */
export function requiredOfInterface(
  requires: readonly RequiresSelection[],
  face: string,
): RequiresSelection[] {
  return requires.map((one) => (one.kind === 'InlineFragment' ? { ...one, typeCondition: face } : one));
}

/**
 * Tells for which object types the caller asked for a field that a fetch brings.
 *
 * The planner (0.0.38) names the wrong type in such a fetch when a fragment on one type stands
 * beside a field of the interface: `{ hotNodes { ... on User { heat } label } }` then asks about
 * every type but User. So the caller's own selection decides. Undefined when the fetch brings
 * keys only, which nobody asked for and the plan knows best.
 */
export function askedFor(
  tree: SelectionTree,
  path: readonly FlattenNodePathSegment[],
  face: string,
  dataKeys: readonly string[],
  supergraph: Supergraph,
): ReadonlySet<string> | undefined {
  const keys = new Set(dataKeys);
  keys.delete('__typename');
  const places = selectionsAt(tree, path, supergraph);
  const asked = new Set<string>();
  for (const name of supergraph.possibleTypes.get(face) ?? []) {
    const type = supergraph.publicSchema.getType(name) as GraphQLCompositeType | undefined;
    if (type && occurrencesFor(places, type, supergraph).some((field) => keys.has(field.dataKey)))
      asked.add(name);
  }
  return asked.size > 0 ? asked : undefined;
}

function selectionsAt(
  tree: SelectionTree,
  path: readonly FlattenNodePathSegment[],
  supergraph: Supergraph,
): ObjectSelection[] {
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
