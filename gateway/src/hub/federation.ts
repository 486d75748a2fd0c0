import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Subgraph } from '@kommunhub/subgraph-kit';
import { apolloGateway, createEngine, type SubgraphTransport } from '../execution/index.js';
import type { RequestContext } from '../http/graphql-endpoint.js';
import { createSubgraphs } from './parts.js';

/** The composed graph as it is committed and drift-checked. */
export const supergraphFile = join(import.meta.dirname, '..', '..', 'supergraph.graphql');

type Services = Parameters<ReturnType<typeof createSubgraphs>[number]['execute']>[0]['services'];

/** The engine behind Apollo Server with every subgraph in this process: no text is printed or parsed between them. */
export async function createGateway(services: Services) {
  const transports = Object.fromEntries(
    createSubgraphs().map((subgraph) => [subgraph.name, inThisProcess(subgraph, services)]),
  );
  return gatewayOver(transports);
}

/** The same over any way to reach the subgraphs. */
export async function gatewayOver(transports: Record<string, SubgraphTransport>) {
  const engine = createEngine({ supergraphSdl: await readFile(supergraphFile, 'utf8'), transports });
  return apolloGateway(engine, { signalOf: (context) => (context as RequestContext).signal });
}

function inThisProcess(subgraph: Subgraph<never>, services: Services): SubgraphTransport {
  return {
    prepare:
      ({ document }) =>
      (call) =>
        subgraph.execute({
          document,
          variables: call.variables,
          caller: (call.context as RequestContext).caller,
          services: services as never,
        }),
  };
}
