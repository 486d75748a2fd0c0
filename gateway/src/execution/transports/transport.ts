import type { DocumentNode, ExecutionResult } from 'graphql';

/** One operation for one subgraph, known before any caller comes. */
export interface SubgraphOperation {
  subgraph: string;
  kind: 'query' | 'mutation';
  document: DocumentNode;
  /** Printed when first read: a subgraph in the same process never needs it. */
  readonly text: string;
}

/** What one caller's request brings along. */
export interface SubgraphCall {
  variables: Record<string, unknown>;
  /** The caller's context, passed through untouched. */
  context: unknown;
  /** Aborted when the caller has gone; absent for mutations, which are always finished. */
  signal?: AbortSignal | undefined;
}

/** Data and errors as a subgraph gives them. Not yet believed: see check-answer.ts. */
export type SubgraphAnswer = Pick<ExecutionResult, 'data' | 'errors'>;

export type SendToSubgraph = (call: SubgraphCall) => SubgraphAnswer | Promise<SubgraphAnswer>;

/**
 * A way to reach one subgraph. An operation is prepared once and sent many times.
 *
 * A transport throws (or rejects with) an EngineError when there is no answer;
 * errors inside an answer are handed over as they are.
 */
export interface SubgraphTransport {
  prepare(operation: SubgraphOperation): SendToSubgraph;
  /** Gives back what the transport holds, such as connections. */
  close?(): Promise<void>;
}
