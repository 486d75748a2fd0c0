import { calculateSjuklon } from '@kommunhub/schema';
import { expect, it } from 'vitest';
import { Chance, randomClaim, randomPolicy } from './random-claims.js';
import { secondRoute } from './second-route.js';

it('a second route, day by day and written apart, gives the same öre on 10,000 random claims', () => {
  const chance = new Chance(20261122);
  for (let index = 0; index < 10_000; index += 1) {
    const [claim, policy] = [randomClaim(chance), randomPolicy(chance)];
    const { amount, lines } = calculateSjuklon(claim, policy);
    const ofParts = lines.filter(({ part, amount: own }) => part !== null && own !== '0.00');
    const found = { amount, lines: ofParts.map((line) => line.amount) };
    const expected = secondRoute(claim, policy);
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
      expect({ index, ...found, claim, policy }).toEqual({ index, ...expected, claim, policy });
    }
  }
  // Seconds on an idle core; much longer where the machine does other things.
}, 240_000);
