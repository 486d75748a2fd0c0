import type { GraphQLError } from 'graphql';
import type { TreeObject } from './response-tree.js';

/** One running operation: the tree that every step adds to, and what the caller gave. */
export interface Execution {
  readonly data: TreeObject;
  /** Coerced, and only those the caller gave: defaults are applied by the subgraphs' operations. */
  readonly variables: Record<string, unknown>;
  readonly context: unknown;
  readonly signal: AbortSignal | undefined;
  readonly errors: GraphQLError[];
}

/** One step of a compiled plan. Gives a promise only if it had to wait. */
export type Step = (execution: Execution) => void | Promise<void>;
