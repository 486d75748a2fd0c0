import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SharedStrings } from './shared-strings.js';

it('gives every text back as it was, wide letters and half characters too, and none that was not added', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '',
      'Åsa Öberg',
      '\uD800',
      '☃',
      'x'.repeat(999_999),
      'x'.repeat(1_000_000),
      '☃'.repeat(600_000),
    ),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), (texts) => {
      const strings = new SharedStrings();
      for (const one of texts) expect(strings.add(one)).toBe(true);
      for (const [index, one] of texts.entries()) expect(strings.at(index) === one).toBe(true);
      for (const index of [texts.length, -1, 0.5, Number.NaN]) expect(strings.at(index)).toBeUndefined();
    }),
    { numRuns: 100 },
  );
});
