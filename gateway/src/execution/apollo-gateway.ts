import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { Engine } from './engine.js';

/** The interface Apollo Server expects of a gateway. */
export type ApolloGateway = ApolloServerOptionsWithGateway<Record<string, unknown>>['gateway'];

export interface ApolloGatewayOptions {
  /** Finds the signal that tells that the caller has left, in the context of the request. */
  signalOf?(context: unknown): AbortSignal | undefined;
}

/**
 * Stands an engine behind Apollo Server, which parses and validates. The compiled operation is
 * found by the parsed document, which Apollo Server keeps, so that nothing is printed or parsed twice.
 */
export function apolloGateway(engine: Engine, options: ApolloGatewayOptions = {}): ApolloGateway {
  const listeners = new Set<Parameters<ApolloGateway['onSchemaLoadOrUpdate']>[0]>();
  return {
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async load() {
      const loaded = {
        apiSchema: engine.publicSchema,
        coreSupergraphSdl: engine.supergraphSdl,
      };
      for (const listener of listeners) listener(loaded);
      return {
        executor: ({ document, request, operationName, context }) =>
          engine.execute({
            document,
            operationName: request.operationName ?? operationName,
            variables: request.variables,
            context,
            signal: options.signalOf?.(context),
          }),
      };
    },
    stop: () => engine.stop(),
  };
}
