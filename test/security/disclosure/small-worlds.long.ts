import { audit, protect, publishedCells } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { randomHistory, testMargins } from '../../../schema/src/disclosure/testing/random-history.js';
import { attack, attackTellings } from './attack.js';
import { releaseAll, rollingYears, tellingsOfFlow, threshold } from './county-releases.js';
import { inventQuarters, inventSmallWorld } from './small-worlds.js';

const seeds = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('worlds so small that nearly every figure is', () => {
  it.each([0, 1, 2, 3])('give nothing away through %i corrections', async (corrections) => {
    for (const seed of seeds(100)) {
      const input = randomHistory(seed * 7919 + corrections, corrections);
      const { recovered } = await attack({ ...input, published: publishedCells(input, protect(input)) });
      expect(recovered, `seed ${seed}`).toEqual([]);
    }
  });

  it('give nothing away through two tables about the same individuals', async () => {
    for (const seed of seeds(60)) {
      const { personer } = inventSmallWorld(seed);
      const { recovered } = await attack({
        ...personer,
        published: publishedCells(personer, protect(personer)),
      });
      expect(recovered, `seed ${seed}`).toEqual([]);
    }
  });

  it('give nothing away through rolling years that overlap', async () => {
    for (const seed of seeds(60)) {
      const { tree, included, coalitions, cellsIn } = inventQuarters(seed, 12);
      const periods = rollingYears.map(([from, to], index) => {
        return { from, to, cells: cellsIn(from, to), isYear: index % 4 === 0 };
      });
      const releases = releaseAll(periods, testMargins, { tree, included, coalitions });
      const tellings = tellingsOfFlow(releases, periods, cellsIn);
      const { recovered } = await attackTellings(tellings, { threshold, coalitions });
      expect(recovered, `seed ${seed}`).toEqual([]);
    }
  });

  it('would, if each of the tables were protected on its own', async () => {
    const found: number[] = [];
    for (const seed of seeds(60)) {
      const { personer } = inventSmallWorld(seed);
      const { companion: _companion, ...alone } = personer;
      const published = publishedCells(alone, protect(alone));
      found.push((await attack({ ...personer, published })).recovered.length);
    }
    expect(found.some((count) => count > 0)).toBe(true);
  });
});

describe('the audit', () => {
  it('finds what the exact attack finds when one suppressed place is told', async () => {
    let broken = 0;
    for (const seed of seeds(40)) {
      const input = randomHistory(seed * 104_729, seed % 3);
      const { published, suppressed } = protect(input);
      for (const extra of suppressed.filter((_, index) => index % 9 === 0)) {
        const told = { ...input, published: publishedCells(input, { published: [...published, extra] }) };
        const found = (await attack(told)).recovered.length;
        if (found > 0) broken += 1;
        expect(audit(told).length > 0, `seed ${seed}`).toBe(found > 0);
      }
    }
    expect(broken).toBeGreaterThan(200);
  });
});
