import { describe, expect, it } from 'vitest';
import { shownCode } from './shown-code.js';

describe('the value of an unknown code', () => {
  it.each(['9 § 9 LSS', 'Ledsagning (äldre)', 'HVB-2026'])('is shown: %s', (value) => {
    expect(shownCode(value, '2026-11-22')).toBe(value);
  });

  it.each([
    ['a personnummer', '19811218-9876'],
    ['a personnummer in a text', 'gäller 8112189876'],
    ['a number with a mistyped check digit', '811218-9875'],
    ['a number parted by blanks', '1981 12 18 9876'.replaceAll(' ', '')],
    ['a note that ran into the column', 'x'.repeat(81)],
  ])('is not shown when it is %s', (_title, value) => {
    expect(shownCode(value, '2026-11-22')).toBeNull();
  });
});
