import { expect, it } from 'vitest';
import { isOutlier } from './outliers.js';

it.each([
  ['five times the median', 500, [100, 90, 110], true],
  ['less than five times', 499, [100, 90, 110], false],
  ['few, however little others read', 49, [1, 1, 1], false],
  ['nobody beside', 60, [], true],
  ['an even number beside', 100, [10, 30], true],
])('%s', (_, persons, others, expected) => {
  expect(isOutlier(persons, others)).toBe(expected);
});
