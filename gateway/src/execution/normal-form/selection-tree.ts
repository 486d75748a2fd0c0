import type { ArgumentNode, FieldNode, GraphQLCompositeType, GraphQLOutputType } from 'graphql';

/** A variable that must be true (`wanted`) or false for a field to be asked for. */
export interface Condition {
  variable: string;
  wanted: boolean;
}

/** Conditions that must all hold. Fields refer to one of these by its place in {@link SelectionTree.conditionSets}. */
export type ConditionSet = readonly Condition[];

/** Place of "always": the field carries no condition. */
export const ALWAYS = -1;

/** One field of the caller's operation, after fragments and constant conditions are written out. */
export interface FieldSelection {
  kind: 'field';
  name: string;
  /** What the caller calls it in the answer. */
  responseKey: string;
  /** What it is called in the response tree and in subgraph operations. */
  dataKey: string;
  args: readonly ArgumentNode[];
  parentType: GraphQLCompositeType;
  type: GraphQLOutputType;
  /** Place in the condition sets, or {@link ALWAYS}. */
  when: number;
  selection: ObjectSelection | undefined;
  /** The caller's own node, for introspection and error locations. */
  node: FieldNode;
}

/** Fields asked for only where the object is of a narrower type. */
export interface NarrowedSelection {
  kind: 'narrowed';
  type: GraphQLCompositeType;
  items: readonly Selection[];
}

export type Selection = FieldSelection | NarrowedSelection;

/** What is asked of the objects at one place. */
export interface ObjectSelection {
  type: GraphQLCompositeType;
  items: readonly Selection[];
}

/** An operation in normal form. */
export interface SelectionTree {
  kind: 'query' | 'mutation';
  root: ObjectSelection;
  conditionSets: readonly ConditionSet[];
}
