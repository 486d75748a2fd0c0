import { describe, expect, it } from 'vitest';
import { DateScalar, DecimalScalar } from './scalars.js';

describe('a Date argument', () => {
  it.each(['2024-02-29', '0001-01-01', '9999-12-31'])('takes %s', (text) => {
    expect(DateScalar.parseValue(text)).toBe(text);
  });

  it.each([
    '2025-02-29',
    '2025-13-01',
    '0000-01-01',
    '19811218-9876',
    '2025-1-1',
    ' 2025-01-01',
    20250101,
    null,
  ])('refuses %s without repeating it', (value) => {
    expect(() => DateScalar.parseValue(value)).toThrow('Date must be a calendar date YYYY-MM-DD.');
  });
});

describe('a Decimal argument', () => {
  it.each(['0', '-1.5', '123456789012345.123456'])('takes %s', (text) => {
    expect(DecimalScalar.parseValue(text)).toBe(text);
  });

  it.each(['1e3', '1,5', '.5', '1.1234567', '', 1.5])('refuses %s', (value) => {
    expect(() => DecimalScalar.parseValue(value)).toThrow(/^Decimal must be/);
  });
});
