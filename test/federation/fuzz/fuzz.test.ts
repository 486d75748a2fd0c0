import { afterAll, describe, expect, test } from 'vitest';
import { describeDifference, differential } from './differential.js';
import { type Way, worldEngines } from './world-engines.js';

const PLAIN = { conditions: 0.05, aliases: 0.2, depth: 4 };
const CLASHING = { conditions: 0.15, aliases: 0.6, depth: 4 };
const CONDITIONAL = { conditions: 0.3, aliases: 0.4, depth: 4 };

const { engines, monolith, log, stop } = await worldEngines();
afterAll(stop);

describe('random operations are answered as one merged schema answers them', () => {
  test.each<{ way: Way; name: string; seed: number; operations: number; wildness: typeof PLAIN }>([
    { way: 'in process', name: 'few surprises', seed: 11, operations: 1_000, wildness: PLAIN },
    { way: 'in process', name: 'clashing aliases', seed: 12, operations: 1_000, wildness: CLASHING },
    { way: 'in process', name: 'many conditions', seed: 13, operations: 1_000, wildness: CONDITIONAL },
    { way: 'in process, compiled', name: 'clashing aliases', seed: 14, operations: 300, wildness: CLASHING },
    { way: 'over HTTP', name: 'clashing aliases', seed: 15, operations: 300, wildness: CLASHING },
  ])('$way, $name', { timeout: 300_000 }, async ({ way, seed, operations, wildness }) => {
    const input = { engine: engines[way], monolith, seed, operations, wildness };
    const report = await differential(way === 'over HTTP' ? { ...input, log: () => log } : input);
    expect(report.differences.map(describeDifference)).toEqual([]);
    // Error paths may differ where a plan asks once about an object that stands in two places.
    expect(report.samePaths / report.withErrors).toBeGreaterThan(0.9);
  });
});
