import { type GraphQLCompositeType, type GraphQLOutputType, isObjectType } from 'graphql';
import { ALWAYS, type FieldSelection, type ObjectSelection } from '../normal-form/selection-tree.js';
import type { Supergraph } from '../supergraph.js';

/** A selection that counts only while the condition sets at `when` hold. */
export interface GuardedSelection {
  selection: ObjectSelection;
  when: readonly number[];
}

/** One place where a response key is asked for. */
export interface Occurrence {
  field: FieldSelection;
  when: readonly number[];
}

/** Everything asked under one response key of one type, in order of appearance. */
export interface CollectedField {
  responseKey: string;
  field: FieldSelection;
  /** As the concrete type declares it, which may promise more than an interface does. */
  type: GraphQLOutputType;
  occurrences: readonly Occurrence[];
}

/** Every place where something is asked of objects of one type, in order of appearance. */
export function occurrencesFor(
  selections: readonly GuardedSelection[],
  type: GraphQLCompositeType,
  supergraph: Supergraph,
): Occurrence[] {
  const occurrences: Occurrence[] = [];
  const collect = (items: ObjectSelection['items'], inherited: readonly number[]): void => {
    for (const item of items) {
      if (item.kind === 'narrowed') {
        if (covers(item.type, type, supergraph)) collect(item.items, inherited);
        continue;
      }
      const isKnown = item.when === ALWAYS || inherited.includes(item.when);
      occurrences.push({
        field: item,
        when: isKnown ? inherited : [...inherited, item.when],
      });
    }
  };
  for (const { selection, when } of selections) collect(selection.items, when);
  return occurrences;
}

/** Brings equal response keys together; keys stand where they first occur. */
export function groupByKey(occurrences: readonly Occurrence[], type: GraphQLCompositeType): CollectedField[] {
  const groups = new Map<string, Occurrence[]>();
  for (const occurrence of occurrences) {
    const group = groups.get(occurrence.field.responseKey);
    if (group) group.push(occurrence);
    else groups.set(occurrence.field.responseKey, [occurrence]);
  }
  return [...groups].map(([responseKey, group]) => {
    const field = group[0]!.field;
    return {
      responseKey,
      field,
      type: declaredType(field, type),
      occurrences: group,
    };
  });
}

/** The selections below a field, each with the conditions under which it counts. */
export function below(collected: CollectedField): GuardedSelection[] {
  return collected.occurrences.flatMap(({ field, when }) =>
    field.selection ? [{ selection: field.selection, when }] : [],
  );
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
