import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type SelectionInfo = Pick<
  GraphQLResolveInfo,
  'fieldNodes' | 'fragments' | 'variableValues' | 'schema'
>;

/**
 * Names of the fields asked for on the objects that a resolver gives, for the
 * log of what was handed out. `__typename` alone is not a field of a person.
 *
 * @param typeName the objects' type: fragments on other types do not count.
 * @param path fields to go down first, as `['edges', 'node']` of a connection.
 */
export function selectedFields(
  info: SelectionInfo,
  typeName: string,
  path: readonly string[] = [],
): readonly string[] {
  let sets = info.fieldNodes.map((node) => node.selectionSet);
  for (const step of path) {
    sets = fieldsOf(info, typeName, sets)
      .filter((node) => node.name.value === step)
      .map((node) => node.selectionSet);
  }
  const names = fieldsOf(info, typeName, sets).map((node) => node.name.value);
  return [...new Set(names)].filter((name) => !name.startsWith('__'));
}

function fieldsOf(
  info: SelectionInfo,
  typeName: string,
  sets: readonly (SelectionSetNode | undefined)[],
): readonly FieldNode[] {
  return sets.flatMap((set) =>
    (set?.selections ?? []).flatMap((selection) => expand(info, typeName, selection)),
  );
}

function expand(info: SelectionInfo, typeName: string, selection: SelectionNode): readonly FieldNode[] {
  if (!isIncluded(info, selection)) return [];
  if (selection.kind === 'Field') return [selection];
  const fragment = selection.kind === 'FragmentSpread' ? info.fragments[selection.name.value] : selection;
  if (fragment === undefined) return [];
  const condition = fragment.typeCondition?.name.value;
  if (condition !== undefined && !canBe(info, typeName, condition)) return [];
  return fieldsOf(info, typeName, [fragment.selectionSet]);
}

/** On the way down a path the parents have other types; a condition counts unless it excludes the type. */
function canBe(info: SelectionInfo, typeName: string, condition: string): boolean {
  if (condition === typeName) return true;
  const type = info.schema.getType(condition);
  return isAbstractType(type) || condition.endsWith('Connection') || condition.endsWith('Edge');
}

function isIncluded(info: SelectionInfo, selection: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues);
  return skip?.if !== true && include?.if !== false;
}
