import { afterAll, describe, expect, test } from 'vitest';
import { describeDifference, differential } from './differential.js';
import { type Way, worldEngines } from './world-engines.js';

const SEEDS = [101, 102, 103, 104, 105];
const OPERATIONS = 10_000;
const WILDNESSES = [
  { conditions: 0.05, aliases: 0.2, depth: 4 },
  { conditions: 0.15, aliases: 0.6, depth: 5 },
  { conditions: 0.3, aliases: 0.4, depth: 4 },
];
const WAYS: Way[] = ['in process', 'in process, compiled', 'over HTTP'];

const { engines, monolith, log, stop } = await worldEngines();
afterAll(stop);

describe.each(WAYS)('50,000 random operations %s', (way) => {
  test.each(SEEDS)('seed %i', { timeout: 3_600_000 }, async (seed) => {
    const wildness = WILDNESSES[seed % WILDNESSES.length]!;
    const input = { engine: engines[way], monolith, seed, operations: OPERATIONS, wildness };
    const report = await differential(way === 'over HTTP' ? { ...input, log: () => log } : input);
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
