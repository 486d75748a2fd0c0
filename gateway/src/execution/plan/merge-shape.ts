import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { isTreeObject, type TreeObject } from './response-tree.js';

/**
 * Which keys an operation's answer has, and which of them hold objects. Merging follows
 * the shape and not the values, so that a JSON scalar is never mistaken for an object.
 */
export interface MergeShape {
  keys: readonly string[];
  /** The shape below a key; undefined for a leaf. Parallel to `keys`. */
  below: readonly (MergeShape | undefined)[];
}

/** The shape of an operation's answer. */
export function shapeOf(document: DocumentNode): MergeShape {
  const fragments = new Map<string, SelectionSetNode>();
  let root: SelectionSetNode | undefined;
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node.selectionSet);
    if (node.kind === Kind.OPERATION_DEFINITION) root = node.selectionSet;
  }
  return root ? shape([root], fragments) : { keys: [], below: [] };
}

function shape(
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, SelectionSetNode>,
): MergeShape {
  const found = new Map<string, SelectionSetNode[]>();
  const collect = (set: SelectionSetNode): void => {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        const below = found.get(key) ?? [];
        found.set(key, below);
        if (node.selectionSet) below.push(node.selectionSet);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        collect(node.selectionSet);
      } else {
        const fragment = fragments.get(node.name.value);
        if (fragment) collect(fragment);
      }
    }
  };
  for (const set of sets) collect(set);
  return {
    keys: [...found.keys()],
    below: [...found.values()].map((inner) => (inner.length > 0 ? shape(inner, fragments) : undefined)),
  };
}

/**
 * Adds what a subgraph answered to the tree. A null never overwrites a value, and the name of
 * an object type is never overwritten by the name of the interface object it was fetched as.
 *
 * @param isAbstract tells whether a type name may be replaced by a more exact one.
 */
export function merge(
  target: TreeObject,
  source: TreeObject,
  shape: MergeShape,
  isAbstract: (typename: string) => boolean,
): void {
  const { keys, below } = shape;
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place]!;
    const value = source[key];
    if (value === undefined) continue;
    const known = target[key];
    const inner = below[place];
    if (known === undefined || known === null) {
      target[key] = value;
    } else if (value === null) {
      // The other fetch knew better.
    } else if (inner) {
      mergeValue(known, value, inner, isAbstract);
    } else if (key !== '__typename' || (typeof known === 'string' && isAbstract(known))) {
      target[key] = value;
    }
  }
}

function mergeValue(
  known: unknown,
  value: unknown,
  shape: MergeShape,
  isAbstract: (typename: string) => boolean,
): void {
  if (Array.isArray(known)) {
    if (!Array.isArray(value) || value.length !== known.length) return;
    for (let place = 0; place < known.length; place += 1) {
      if (known[place] === null || known[place] === undefined) known[place] = value[place];
      else mergeValue(known[place], value[place], shape, isAbstract);
    }
  } else if (isTreeObject(known) && isTreeObject(value)) {
    merge(known, value, shape, isAbstract);
  }
}

/** A copy of the objects of an answer; leaves are shared. */
export function cloneObject(source: TreeObject, shape: MergeShape): TreeObject {
  const copy: TreeObject = {};
  shape.keys.forEach((key, place) => {
    const value = source[key];
    const inner = shape.below[place];
    if (value !== undefined) copy[key] = inner ? cloneValue(value, inner) : value;
  });
  return copy;
}

function cloneValue(value: unknown, shape: MergeShape): unknown {
  if (Array.isArray(value)) return value.map((item) => cloneValue(item, shape));
  return isTreeObject(value) ? cloneObject(value, shape) : value;
}

/** The shape under a key of an answer. */
export function shapeBelow(shape: MergeShape, key: string): MergeShape | undefined {
  return shape.below[shape.keys.indexOf(key)];
}
