import {
  type FieldNode,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';

/** One `_entities` field that takes the place of another. */
export interface EntityField {
  alias: string;
  /** The variable its representations are sent in. */
  variable: string;
  /** Data keys that it does not ask for. */
  dropped: ReadonlySet<string>;
}

/** The data keys an operation asks for right below one of its `_entities` fields. */
export function entityKeys(operation: string, alias: string): string[] {
  const keys: string[] = [];
  for (const field of rootFields(operation)) {
    if (keyOf(field) === alias && field.selectionSet) collectKeys(field.selectionSet, keys);
  }
  return keys;
}

/** Replaces `_entities` fields by several that ask for less each. */
export function divideEntityFields(
  operation: string,
  divided: ReadonlyMap<string, readonly EntityField[]>,
): string {
  const document = visit(parse(operation, { noLocation: true }), {
    OperationDefinition: (node) => ({
      ...node,
      selectionSet: {
        ...node.selectionSet,
        selections: node.selectionSet.selections.flatMap((one): SelectionNode[] => {
          const parts = one.kind === Kind.FIELD ? divided.get(keyOf(one)) : undefined;
          return parts && one.kind === Kind.FIELD ? parts.map((part) => partOf(one, part)) : [one];
        }),
      },
    }),
  });
  return stripIgnoredCharacters(print(document));
}

function partOf(field: FieldNode, part: EntityField): FieldNode {
  return {
    ...field,
    ...(part.alias === field.name.value ? {} : { alias: { kind: Kind.NAME, value: part.alias } }),
    arguments: (field.arguments ?? []).map((argument) => ({
      ...argument,
      value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: part.variable } },
    })),
    ...(field.selectionSet ? { selectionSet: less(field.selectionSet, part.dropped) } : {}),
  };
}

function less(set: SelectionSetNode, dropped: ReadonlySet<string>): SelectionSetNode {
  const selections = set.selections.flatMap((one): SelectionNode[] => {
    if (one.kind === Kind.FIELD) return dropped.has(keyOf(one)) ? [] : [one];
    if (one.kind === Kind.FRAGMENT_SPREAD) return [one];
    const selectionSet = less(one.selectionSet, dropped);
    return selectionSet.selections.length > 0 ? [{ ...one, selectionSet }] : [];
  });
  return { ...set, selections };
}

function collectKeys(set: SelectionSetNode, keys: string[]): void {
  for (const one of set.selections) {
    if (one.kind === Kind.FIELD) keys.push(keyOf(one));
    else if (one.kind === Kind.INLINE_FRAGMENT) collectKeys(one.selectionSet, keys);
  }
}

function rootFields(operation: string): FieldNode[] {
  return parse(operation, { noLocation: true }).definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? node.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one] : []))
      : [],
  );
}

function keyOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}
