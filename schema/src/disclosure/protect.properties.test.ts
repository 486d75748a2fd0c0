import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from './audit/audit.js';
import { protect } from './protect.js';
import { publishedCells } from './published-cells.js';
import { randomHistory } from './testing/random-history.js';

const seeds = fc.integer({ min: 1, max: 2 ** 31 });

describe('whatever the tree, the figures, the attackers and the corrections', () => {
  it.each([
    ['a first release', 0, 120],
    ['a correction', 1, 80],
    ['a third version', 2, 50],
    ['a fourth version', 3, 25],
  ])('nothing small can be worked out from %s', (_, versions, numRuns) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = randomHistory(seed, versions);
        expect(audit({ ...input, published: publishedCells(input, protect(input)) })).toEqual([]);
      }),
      { numRuns },
    );
  });
});
