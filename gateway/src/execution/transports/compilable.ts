import {
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** Fields above which an operation is interpreted; the hub's own operations have some tens. */
const LARGEST_COMPILED = 1_000;

/** Whether an operation may be given to graphql-jit (0.8.9), which never ends on some. */
export function isCompilable(schema: GraphQLSchema, document: DocumentNode): boolean {
  return (
    !hasRecursiveInput(schema, document) &&
    compiledSize(schema, document, LARGEST_COMPILED) < LARGEST_COMPILED
  );
}

/** It writes the check of a variable out in full: for an input type within itself that has no end. */
function hasRecursiveInput(schema: GraphQLSchema, document: DocumentNode): boolean {
  const recurs = (type: GraphQLNamedType | undefined, within: readonly GraphQLNamedType[]): boolean => {
    if (!isInputObjectType(type)) return false;
    if (within.includes(type)) return true;
    return Object.values(type.getFields()).some((field) =>
      recurs(getNamedType(field.type), [...within, type]),
    );
  };
  return document.definitions.some(
    (node) =>
      node.kind === Kind.OPERATION_DEFINITION &&
      (node.variableDefinitions ?? []).some(({ type }) => {
        let inner = type;
        while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
        return recurs(schema.getType(inner.name.value), []);
      }),
  );
}

/**
 * How many fields a compiler has to write code for, counted up to `limit`.
 *
 * graphql-jit (0.8.9) writes the code below an abstract type once for each object type it may
 * be, and so on below: four unions within each other, of five types each, take minutes and
 * gigabytes. Such operations are better interpreted.
 */
function compiledSize(schema: GraphQLSchema, document: DocumentNode, limit: number): number {
  const fragments = new Map<string, { condition: string; selectionSet: SelectionSetNode }>();
  let size = 0;
  for (const node of document.definitions) {
    if (node.kind !== Kind.FRAGMENT_DEFINITION) continue;
    fragments.set(node.name.value, {
      condition: node.typeCondition.name.value,
      selectionSet: node.selectionSet,
    });
  }

  const covers = (condition: string | undefined, type: GraphQLCompositeType): boolean => {
    const found = condition === undefined ? type : schema.getType(condition);
    if (found === type || !isAbstractType(found) || isAbstractType(type)) return found === type;
    return schema.isSubType(found, type);
  };
  const ofType = (set: SelectionSetNode, type: GraphQLCompositeType): void => {
    for (const node of set.selections) {
      if (size >= limit) return;
      if (node.kind === Kind.FIELD) {
        size += 1;
        const field = isUnionType(type) ? undefined : type.getFields()[node.name.value];
        const inner = field && getNamedType(field.type);
        if (node.selectionSet && isCompositeType(inner)) below(node.selectionSet, inner);
        continue;
      }
      const fragment =
        node.kind === Kind.INLINE_FRAGMENT
          ? { condition: node.typeCondition?.name.value, selectionSet: node.selectionSet }
          : fragments.get(node.name.value);
      if (fragment && covers(fragment.condition, type)) ofType(fragment.selectionSet, type);
    }
  };
  const below = (set: SelectionSetNode, type: GraphQLCompositeType): void => {
    for (const one of isAbstractType(type) ? schema.getPossibleTypes(type) : [type]) ofType(set, one);
  };

  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = schema.getRootType(node.operation);
    if (root) ofType(node.selectionSet, root);
  }
  return Math.min(size, limit);
}
