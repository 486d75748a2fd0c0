import { type ErrorCode, HubError } from '@kommunhub/schema';
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

/** The codes this engine gives of its own accord; codes of subgraph errors pass through untouched. */
export type EngineErrorCode = Extract<
  ErrorCode,
  | 'PLAN_REFUSED'
  | 'PLAN_ABORTED'
  | 'PLAN_TIMEOUT'
  | 'OPERATION_TOO_DEEP'
  | 'OPERATION_TOO_WIDE'
  | 'OPERATION_TOO_COSTLY'
  | 'NAME_REFUSED'
  | 'SUBGRAPH_UNAVAILABLE'
  | 'SUBGRAPH_TIMEOUT'
  | 'SUBGRAPH_INVALID_ANSWER'
  | 'OPERATION_CANCELLED'
>;

/** Thrown inside the engine; it reaches the caller as a GraphQL error with the same code. */
export class EngineError extends HubError {
  declare readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: { cause?: unknown }) {
    super(code, message, options);
  }

  /** The same error as the caller sees it; `cause` stays reachable for logs, never in the answer. */
  toGraphQLError(path?: GraphQLErrorOptions['path'], subgraph?: string): GraphQLError {
    const extensions = subgraph === undefined ? { code: this.code } : { code: this.code, subgraph };
    return new GraphQLError(this.message, {
      path: path ?? null,
      originalError: this,
      extensions,
    });
  }
}
