import type { GraphQLSchema } from 'graphql';
import { compileQuery } from 'graphql-jit';
import {
  createEngine,
  type Engine,
  httpTransport,
  inProcessTransport,
  type SubgraphTransport,
} from '../../../gateway/src/execution/index.js';
import { serveSubgraph } from '../support/http-subgraph.js';
import { WORLD_SUPERGRAPH, worldMonolith, worldSubgraphs } from './world-schemas.js';

/** The ways in which the same subgraphs are reached. */
export type Way = 'in process' | 'in process, compiled' | 'over HTTP';

/** Engines over the world, one for each way, and the schema their answers are compared with. */
export interface WorldEngines {
  engines: Record<Way, Engine>;
  monolith: GraphQLSchema;
  /** What mutations did over HTTP, where the caller's context does not arrive. */
  log: string[];
  stop(): Promise<void>;
}

export async function worldEngines(): Promise<WorldEngines> {
  const schemas = Object.entries(worldSubgraphs());
  const log: string[] = [];
  const servers = await Promise.all(
    schemas.map(async ([name, schema]) => ({ name, ...(await serveSubgraph(schema, { log })) })),
  );
  const engine = (transports: [string, SubgraphTransport][]): Engine =>
    createEngine({ supergraphSdl: WORLD_SUPERGRAPH, transports: Object.fromEntries(transports) });
  const engines: Record<Way, Engine> = {
    'in process': engine(schemas.map(([name, schema]) => [name, inProcessTransport({ schema })])),
    'in process, compiled': engine(
      schemas.map(([name, schema]) => [name, inProcessTransport({ schema, compile: compileQuery })]),
    ),
    'over HTTP': engine(servers.map(({ name, url }) => [name, httpTransport({ url })])),
  };
  return {
    engines,
    monolith: worldMonolith(engines['in process'].publicSchema),
    log,
    async stop() {
      await Promise.all(Object.values(engines).map((one) => one.stop()));
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
