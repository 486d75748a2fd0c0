import { afterAll, describe, expect, test } from 'vitest';
import { createEngine, inProcessTransport } from '../../../gateway/src/execution/index.js';
import { describeDifference, differential } from './differential.js';
import { WORLD_SUPERGRAPH, worldMonolith, worldSubgraphs } from './world-schemas.js';

const schemas = worldSubgraphs();
const transports = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [name, inProcessTransport({ schema })]),
);
const settled = createEngine({ supergraphSdl: WORLD_SUPERGRAPH, transports });
afterAll(() => settled.stop());

const monolith = worldMonolith(settled.publicSchema);

describe('random operations are answered as one merged schema answers them', () => {
  test.each([
    { name: 'plain', engine: settled, seed: 11, wildness: { conditions: 0.05, aliases: 0.2, depth: 4 } },
    { name: 'wild names', engine: settled, seed: 12, wildness: { conditions: 0.15, aliases: 0.6, depth: 4 } },
    {
      name: 'many conditions',
      engine: settled,
      seed: 13,
      wildness: { conditions: 0.3, aliases: 0.4, depth: 4 },
    },
  ])('$name', { timeout: 120_000 }, async ({ engine, seed, wildness }) => {
    const report = await differential({ engine, monolith, seed, operations: 1_000, wildness });
    expect(report.differences.map(describeDifference)).toEqual([]);
    // Error paths may differ where a plan asks once about an object that stands in two places.
    expect(report.samePaths / report.withErrors).toBeGreaterThan(0.9);
  });
});
