import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KnownSums } from './recover.js';

describe('what follows from sums', () => {
  it('is a difference, and nothing where a figure is missing', () => {
    const known = new KnownSums([
      { of: ['a', 'b', 'c'], is: 12 },
      { of: ['b', 'c'], is: 9 },
    ]);
    expect([known.solve(['a']), known.solve(['b']), known.solve(['b', 'c'])]).toEqual([3, null, 9]);
    const more = known.copy();
    more.learn({ of: ['c'], is: 9 });
    expect([more.solve(['b']), known.solve(['b'])]).toEqual([0, null]);
  });

  it('is every unknown of a triangle of pairs', () => {
    const pairs = new KnownSums([
      { of: ['a', 'b'], is: 3 },
      { of: ['b', 'c'], is: 5 },
      { of: ['a', 'c'], is: 4 },
    ]);
    expect(['a', 'b', 'c'].map((name) => pairs.solve([name]))).toEqual([1, 2, 3]);
  });

  it('is never another figure than the true one', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const set = fc.subarray(names, { minLength: 1 });
    fc.assert(
      fc.property(
        fc.array(fc.nat(50_000), { minLength: 6, maxLength: 6 }),
        fc.array(set),
        set,
        (values, sets, asked) => {
          const sum = (of: readonly string[]) =>
            of.reduce((total, name) => total + values[names.indexOf(name)]!, 0);
          const answer = new KnownSums(sets.map((of) => ({ of, is: sum(of) }))).solve(asked);
          expect([null, sum(asked)]).toContain(answer);
          if (sets.some((of) => of.join() === asked.join())) expect(answer).not.toBeNull();
        },
      ),
    );
  });
});
