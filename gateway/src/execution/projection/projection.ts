import type { GraphQLError } from 'graphql';
import type { TreeObject } from '../plan/response-tree.js';

/** What projecting one answer needs beside the tree. */
export interface ProjectionInput {
  data: TreeObject;
  /** Answers to root fields of introspection, by response key. */
  introspection: Record<string, unknown>;
}

/** The answer as the caller asked for it, nulls propagated. */
export interface Projected {
  data: Record<string, unknown> | null;
  /** Rules broken on the way, which no subgraph has told of yet. */
  errors: readonly GraphQLError[];
}
