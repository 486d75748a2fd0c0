import { compileQuery } from 'graphql-jit';
import { afterAll, describe, expect, test } from 'vitest';
import {
  createEngine,
  type Engine,
  httpTransport,
  inProcessTransport,
} from '../../../gateway/src/execution/index.js';
import { serveSubgraph } from '../support/http-subgraph.js';
import { describeDifference, differential } from './differential.js';
import { WORLD_SUPERGRAPH, worldMonolith, worldSubgraphs } from './world-schemas.js';

const SEEDS = [101, 102, 103, 104, 105];
const OPERATIONS = 10_000;
const WILDNESSES = [
  { conditions: 0.05, aliases: 0.2, depth: 4 },
  { conditions: 0.15, aliases: 0.6, depth: 5 },
  { conditions: 0.3, aliases: 0.4, depth: 4 },
];

const schemas = worldSubgraphs();
const log: string[] = [];
const servers = await Promise.all(
  Object.entries(schemas).map(async ([name, schema]) => ({
    name,
    ...(await serveSubgraph(schema, { log })),
  })),
);
const engine = (transports: Parameters<typeof createEngine>[0]['transports']): Engine =>
  createEngine({ supergraphSdl: WORLD_SUPERGRAPH, transports });
const each = Object.entries(schemas);
const engines = {
  'in process': engine(
    Object.fromEntries(each.map(([name, schema]) => [name, inProcessTransport({ schema })])),
  ),
  'in process, compiled': engine(
    Object.fromEntries(
      each.map(([name, schema]) => [name, inProcessTransport({ schema, compile: compileQuery })]),
    ),
  ),
  'over HTTP': engine(Object.fromEntries(servers.map(({ name, url }) => [name, httpTransport({ url })]))),
};
const monolith = worldMonolith(engines['in process'].publicSchema);

afterAll(async () => {
  await Promise.all(Object.values(engines).map((one) => one.stop()));
  await Promise.all(servers.map((server) => server.close()));
});

describe.each(Object.keys(engines) as (keyof typeof engines)[])('50,000 random operations %s', (way) => {
  test.each(SEEDS)('seed %i', { timeout: 3_600_000 }, async (seed) => {
    const report = await differential({
      engine: engines[way],
      monolith,
      seed,
      operations: OPERATIONS,
      wildness: WILDNESSES[seed % WILDNESSES.length]!,
      ...(way === 'over HTTP' ? { log: () => log } : {}),
    });
    const { operations, withErrors, samePaths, differences } = report;
    console.log(`${way}, seed ${seed}:`, {
      operations,
      withErrors,
      samePaths,
      differences: differences.length,
    });
    expect(differences.map(describeDifference)).toEqual([]);
  });
});
