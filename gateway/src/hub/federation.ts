import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Subgraph } from '@kommunhub/subgraph-kit';
import { type GraphQLSchema, parse } from 'graphql';
import {
  apolloGateway,
  createEngine,
  type Engine,
  type EngineOptions,
  type FetchReport,
  publicSchemaOf,
  type SubgraphTransport,
} from '../execution/index.js';
import type { RequestContext } from '../http/graphql-endpoint.js';
import type { Logger } from './logger.js';
import { createSubgraphs } from './parts.js';

/** The composed graph as it is committed and drift-checked. */
const supergraphFile = join(import.meta.dirname, '..', '..', 'supergraph.graphql');

type Services = Parameters<ReturnType<typeof createSubgraphs>[number]['execute']>[0]['services'];

/** Fetches that take longer are logged. */
const slowFetchMs = 1_000;

interface GatewayOptions {
  readonly services: Services;
  readonly logger: Logger;
  readonly limits?: EngineOptions['limits'];
  /** Refuses operations by throwing; all are admitted when left out. */
  readonly admit?: EngineOptions['admit'];
}

/** The engine behind Apollo Server with every subgraph in this process. */
export async function createGateway({ services, logger, limits, admit }: GatewayOptions) {
  const engine = createEngine({
    supergraphSdl: await readSupergraph(),
    transports: inProcessTransports(services),
    onFetch: (fetch) => logSlowFetch(logger, fetch),
    ...(limits && { limits }),
    ...(admit && { admit }),
  });
  return apolloGateway(engine, { signalOf: (context) => (context as RequestContext).signal });
}

/** Tells where and how long, and by the operation's id who asked; never what was asked. */
export function logSlowFetch(
  logger: Pick<Logger, 'warn'>,
  { subgraph, milliseconds, errors, context }: FetchReport,
): void {
  if (milliseconds <= slowFetchMs) return;
  const { operationId } = (context as RequestContext).caller;
  logger.warn({ subgraph, milliseconds: Math.round(milliseconds), errors, operationId }, 'slow fetch');
}

/** An engine over the same supergraph that plans and reaches nobody. */
export async function createPlanningEngine(): Promise<Engine> {
  const nobody: SubgraphTransport = { prepare: () => () => ({ data: {} }) };
  return createEngine({
    supergraphSdl: await readSupergraph(),
    transports: Object.fromEntries(createSubgraphs().map(({ name }) => [name, nobody])),
  });
}

/** What callers see of the composed graph. */
export async function readPublicSchema(): Promise<GraphQLSchema> {
  return publicSchemaOf(parse(await readSupergraph(), { noLocation: true }));
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
