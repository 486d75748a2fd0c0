import {
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { Supergraph } from '../supergraph.js';
import type { ObjectSelection, Selection } from './selection-tree.js';

/** Whether the objects at one place must be told apart by `__typename`. */
export type TypeDispatch = (selection: ObjectSelection) => boolean;

/**
 * Decides where the answer depends on which object type stands there, so that `__typename`
 * must be asked for even if the caller did not.
 *
 * Asking always would be right too, but costs one more fetch where a subgraph knows the
 * interface only as an interface object.
 */
export function typeDispatch(supergraph: Supergraph): TypeDispatch {
  return ({ type, items }) => {
    if (!isAbstractType(type)) return false;
    if (hidesSomeType(type, supergraph)) return true;
    return items.some((item) => itemDepends(item, type, supergraph));
  };
}

function itemDepends(item: Selection, type: GraphQLCompositeType, supergraph: Supergraph): boolean {
  if (item.kind === 'narrowed') return true;
  if (item.name === '__typename') return true;
  return isInterfaceType(type) && differsByType(type, item.name, supergraph);
}

/** An object type may promise more than its interface: a field that is non-null there only. */
function differsByType(type: GraphQLInterfaceType, field: string, supergraph: Supergraph): boolean {
  const promised = String(type.getFields()[field]?.type);
  return supergraph.publicSchema
    .getPossibleTypes(type)
    .some((one) => isObjectType(one) && String(one.getFields()[field]?.type) !== promised);
}

function hidesSomeType(type: GraphQLCompositeType, supergraph: Supergraph): boolean {
  for (const name of supergraph.possibleTypes.get(type.name) ?? []) {
    if (!supergraph.publicSchema.getType(name)) return true;
  }
  return false;
}
