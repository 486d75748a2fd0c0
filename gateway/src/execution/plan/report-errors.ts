import { GraphQLError } from 'graphql';
import { EngineError } from '../engine-errors.js';
import type { SubgraphError } from './check-answer.js';
import type { Execution } from './execution.js';
import type { AnswerPath } from './path-collector.js';

/** How errors of one plan reach the caller. */
export interface ErrorReporter {
  /** A subgraph's own error, at a path of data keys. */
  passOn(execution: Execution, error: SubgraphError, path: readonly (string | number)[]): void;
  /** A fetch that brought nothing: told once, where the part that lacks begins. */
  failed(execution: Execution, cause: unknown, subgraph: string, path: readonly (string | number)[]): void;
}

/** Makes the reporter that turns data keys back into what the caller called the fields. */
export function errorReporter(
  toCallerPath: (path: readonly (string | number)[]) => AnswerPath,
  limit: number,
): ErrorReporter {
  const add = (execution: Execution, error: GraphQLError): void => {
    if (execution.errors.length < limit) execution.errors.push(error);
  };
  return {
    passOn(execution, error, path) {
      const { message, extensions, source } = error;
      add(
        execution,
        new GraphQLError(message, {
          path: path.length > 0 ? toCallerPath(path) : null,
          extensions: extensions ?? null,
          originalError: source instanceof GraphQLError ? (source.originalError ?? source) : null,
        }),
      );
    },
    failed(execution, cause, subgraph, path) {
      const error =
        cause instanceof EngineError
          ? cause
          : new EngineError('SUBGRAPH_UNAVAILABLE', `Subgraph ${subgraph} failed.`, { cause });
      add(execution, error.toGraphQLError(path.length > 0 ? toCallerPath(path) : undefined, subgraph));
    },
  };
}
