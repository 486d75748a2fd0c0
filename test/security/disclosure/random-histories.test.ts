import { protect, publishedCells } from '@kommunhub/schema';
import { expect, it } from 'vitest';
import { randomHistory } from '../../../schema/src/disclosure/testing/random-history.js';
import { attack } from './attack.js';

it.each([0, 1, 2])('finds nothing in invented histories with %i corrections', async (corrections) => {
  let programs = 0,
    targets = 0,
    pub = 0,
    sup = 0;
  const bad: unknown[] = [];
  for (let seed = 1; seed <= 60; seed += 1) {
    const input = randomHistory(seed * 7919 + corrections, corrections);
    const pattern = protect(input);
    pub += pattern.published.length;
    sup += pattern.suppressed.length;
    const result = await attack({ ...input, published: publishedCells(input, pattern) });
    programs += result.programs;
    targets += result.targets;
    if (result.recovered.length > 0) bad.push([seed, result.recovered.length, result.recovered[0]]);
  }
  console.log({ programs, targets, pub, sup, bad: bad.length }, bad.slice(0, 5));
  expect(bad).toEqual([]);
});
