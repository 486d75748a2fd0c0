import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Subgraph } from '@kommunhub/subgraph-kit';
import { apolloGateway, createEngine, type SubgraphTransport } from '../execution/index.js';
import type { RequestContext } from '../http/graphql-endpoint.js';
import { createSubgraphs } from './parts.js';

/** The composed graph as it is committed and drift-checked. */
const supergraphFile = join(import.meta.dirname, '..', '..', 'supergraph.graphql');

type Services = Parameters<ReturnType<typeof createSubgraphs>[number]['execute']>[0]['services'];

/** The engine behind Apollo Server with every subgraph in this process. */
export async function createGateway(services: Services) {
  const engine = createEngine({
    supergraphSdl: await readSupergraph(),
    transports: inProcessTransports(services),
  });
  return apolloGateway(engine, { signalOf: (context) => (context as RequestContext).signal });
}

export function readSupergraph(): Promise<string> {
  return readFile(supergraphFile, 'utf8');
}

/** Reaches the subgraphs by a function call: no text is printed or parsed on the way. */
export function inProcessTransports(services: Services): Record<string, SubgraphTransport> {
  return Object.fromEntries(
    createSubgraphs().map((subgraph) => [subgraph.name, inThisProcess(subgraph, services)]),
  );
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
