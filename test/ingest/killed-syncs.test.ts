import { expect, it } from 'vitest';
import { killSyncs } from './killed-syncs.js';

it('loses and doubles nothing when twenty syncs are killed at random moments', async () => {
  const { lost, merged, finished } = await killSyncs({ kills: 20, persons: 80, seed: 20 });
  expect([lost + merged, finished]).toEqual([20, 4]);
  expect(lost).toBeGreaterThan(0);
}, 300_000);
