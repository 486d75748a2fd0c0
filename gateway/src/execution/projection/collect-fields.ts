import { type GraphQLCompositeType, type GraphQLOutputType, isObjectType } from 'graphql';
import type { FieldSelection, ObjectSelection } from '../normal-form/selection-tree.js';
import type { Supergraph } from '../supergraph.js';

/** Everything asked under one response key of one type, in order of appearance. */
export interface CollectedField {
  responseKey: string;
  field: FieldSelection;
  /** As the concrete type declares it, which may promise more than an interface does. */
  type: GraphQLOutputType;
  occurrences: readonly FieldSelection[];
}

/** Every place where something is asked of objects of one type, in order of appearance. */
export function occurrencesFor(
  selections: readonly ObjectSelection[],
  type: GraphQLCompositeType,
  supergraph: Supergraph,
): FieldSelection[] {
  const occurrences: FieldSelection[] = [];
  const collect = (items: ObjectSelection['items']): void => {
    for (const item of items) {
      if (item.kind === 'field') occurrences.push(item);
      else if (covers(item.type, type, supergraph)) collect(item.items);
    }
  };
  for (const { items } of selections) collect(items);
  return occurrences;
}

/** What is asked of objects of one type; equal response keys brought together where they first occur. */
export function collectFields(
  selections: readonly ObjectSelection[],
  type: GraphQLCompositeType,
  supergraph: Supergraph,
): CollectedField[] {
  const groups = new Map<string, FieldSelection[]>();
  for (const field of occurrencesFor(selections, type, supergraph)) {
    const group = groups.get(field.responseKey);
    if (group) group.push(field);
    else groups.set(field.responseKey, [field]);
  }
  return [...groups].map(([responseKey, occurrences]) => {
    const field = occurrences[0]!;
    return { responseKey, field, type: declaredType(field, type), occurrences };
  });
}

/** The selections below a field. */
export function below(collected: CollectedField): ObjectSelection[] {
  return collected.occurrences.flatMap(({ selection }) => selection ?? []);
}

function covers(
  condition: GraphQLCompositeType,
  type: GraphQLCompositeType,
  supergraph: Supergraph,
): boolean {
  if (condition === type) return true;
  return supergraph.possibleTypes.get(condition.name)?.has(type.name) ?? false;
}

function declaredType(field: FieldSelection, type: GraphQLCompositeType): GraphQLOutputType {
  return isObjectType(type) ? (type.getFields()[field.name]?.type ?? field.type) : field.type;
}
