import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import { EngineError } from '../engine-errors.js';
import { isCompilable } from './compilable.js';
import type { SubgraphAnswer, SubgraphTransport } from './transport.js';

/** Compiles an operation against a schema; shaped after graphql-jit's compileQuery. */
export type CompileOperation = (
  schema: GraphQLSchema,
  document: DocumentNode,
) =>
  | ExecutionResult
  | {
      query(
        root: unknown,
        context: unknown,
        variables: Record<string, unknown>,
      ): ExecutionResult | Promise<ExecutionResult>;
    };

export interface InProcessOptions {
  schema: GraphQLSchema;
  /** Give graphql-jit's `compileQuery` to compile operations; without it graphql-js interprets them. */
  compile?: CompileOperation;
  /** Milliseconds until an asynchronous answer must be there; none when absent. */
  timeoutMs?: number;
}

/** Reaches a subgraph in the same process: nothing is printed, parsed or copied. */
export function inProcessTransport(options: InProcessOptions): SubgraphTransport {
  const { schema, compile, timeoutMs } = options;
  return {
    prepare({ document, subgraph }) {
      const compiled = compile && isCompilable(schema, document) ? compile(schema, document) : undefined;
      // Where it is not compiled or compiling fails, graphql-js answers the same operation with a proper error.
      const run =
        compiled && 'query' in compiled
          ? (context: unknown, variables: Record<string, unknown>) =>
              compiled.query(undefined, context, variables)
          : (contextValue: unknown, variableValues: Record<string, unknown>) =>
              execute({ schema, document, contextValue, variableValues });
      return ({ variables, context, signal }) => {
        const answer = run(context, variables);
        if (!(answer instanceof Promise) || (timeoutMs === undefined && signal === undefined)) return answer;
        return inTime(answer, subgraph, timeoutMs, signal);
      };
    },
  };
}

/** Resolvers cannot be stopped; the caller stops waiting for them. */
function inTime(
  answer: Promise<SubgraphAnswer>,
  subgraph: string,
  timeoutMs: number | undefined,
  signal: AbortSignal | undefined,
): Promise<SubgraphAnswer> {
  return new Promise((resolve, reject) => {
    const clock =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            done();
            reject(
              new EngineError(
                'SUBGRAPH_TIMEOUT',
                `Subgraph ${subgraph} did not answer within ${timeoutMs} ms.`,
              ),
            );
          }, timeoutMs);
    const leave = (): void => {
      done();
      reject(new EngineError('OPERATION_CANCELLED', 'The caller left before the answer was ready.'));
    };
    const done = (): void => {
      clearTimeout(clock);
      signal?.removeEventListener('abort', leave);
    };
    signal?.addEventListener('abort', leave, { once: true });
    answer.then(resolve, reject).finally(done);
  });
}
