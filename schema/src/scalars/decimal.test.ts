import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals, isDecimal, parseDecimal, toFixedDecimal } from './decimal.js';

describe('a number in an export', () => {
  it.each([
    ['0', '0'],
    ['37,5', '37.5'],
    ['37.5', '37.5'],
    ['0,50', '0.5'],
    ['0.125', '0.125'],
    ['007', '7'],
    ['1234', '1234'],
    ['1 234,50', '1234.5'],
    ['1\u00a0234,50', '1234.5'],
    ['1\u202f234\u202f567,5', '1234567.5'],
    ["1'234,50", '1234.5'],
    ['1’234,50', '1234.5'],
    ['1.234,50', '1234.5'],
    ['1.234.567', '1234567'],
    ['1,234.50', '1234.5'],
    ['1,234', '1.234'],
    ['1234.567', '1234.567'],
    ['12.34567', '12.34567'],
    ['-5', '-5'],
    ['\u22125', '-5'],
    ['\u20115', '-5'],
    ['5-', '-5'],
    ['- 5', '-5'],
    ['+5', '5'],
    ['-0,00', '0'],
    ['1 500 kr', '1500'],
    ['1500kr', '1500'],
    ['1500 SEK', '1500'],
    ['1500:-', '1500'],
    ['31,42 %', '0.3142'],
    ['31,42%', '0.3142'],
    ['5 %', '0.05'],
    ['100%', '1'],
    ['-2,5 %', '-0.025'],
    ['12345678901234567890,01', '12345678901234567890.01'],
  ])('%s is %s', (text, decimal) => {
    expect(parseDecimal(text)).toEqual({ kind: 'value', value: decimal });
    expect(isDecimal(decimal)).toBe(true);
  });

  it.each(['1.234', '12.345', '999.999', '-1.234', '1.500 kr'])(
    'is refused when it is %s and nothing says what the dot means',
    (text) => {
      expect(parseDecimal(text)).toEqual({ kind: 'rejected', reason: 'DECIMAL_AMBIGUOUS' });
    },
  );

  it('is read by the declared separator', () => {
    expect(parseDecimal('1.234', { decimalSeparator: ',' })).toEqual({ kind: 'value', value: '1234' });
    expect(parseDecimal('1.234', { decimalSeparator: '.' })).toEqual({ kind: 'value', value: '1.234' });
    expect(parseDecimal('1,234', { decimalSeparator: ',' })).toEqual({ kind: 'value', value: '1.234' });
    expect(parseDecimal('1,234', { decimalSeparator: '.' })).toEqual({ kind: 'value', value: '1234' });
    expect(parseDecimal('37.5', { decimalSeparator: ',' }).kind).toBe('rejected');
    expect(parseDecimal('37,5', { decimalSeparator: '.' }).kind).toBe('rejected');
  });

  it.each([
    'abc',
    '1 23',
    '12 34,5',
    '1,2,3',
    '1.23.4',
    '--5',
    '-5-',
    ',5',
    '5,',
    'kr',
    '0.125.000',
    '1 234 5',
  ])('is not seen in %s', (text) => {
    expect(parseDecimal(text)).toEqual({ kind: 'rejected', reason: 'DECIMAL_FORM' });
  });

  it.each(['1,98112E+11', '2E5', '1.5e-7'])('is refused when rounded to %s', (text) => {
    expect(parseDecimal(text)).toEqual({ kind: 'rejected', reason: 'NUMBER_ROUNDED' });
  });

  it('is blank when empty', () => {
    expect(parseDecimal('\u00a0')).toEqual({ kind: 'blank' });
  });

  it.each([
    ['1,23', 'money', '1.23'],
    ['1,2300', 'money', '1.23'],
    ['1,234', 'money', null],
    ['1,2345', 'hours', '1.2345'],
    ['1,23456', 'hours', null],
    ['31,4212 %', 'rate', '0.314212'],
    ['31,42123 %', 'rate', null],
  ] as const)('%s as %s is %s', (text, scale, decimal) => {
    const expected =
      decimal === null ? { kind: 'rejected', reason: 'DECIMAL_TOO_FINE' } : { kind: 'value', value: decimal };
    expect(parseDecimal(text, { scale })).toEqual(expected);
  });
});

const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const decimalOf = (hundredths: bigint) => {
  const size = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, '0');
  return `${hundredths < 0n ? '-' : ''}${size.slice(0, -2)},${size.slice(-2)}`;
};
const read = (hundredths: bigint) => {
  const parsed = parseDecimal(decimalOf(hundredths));
  if (parsed.kind !== 'value') throw new Error(parsed.kind);
  return parsed.value;
};

it('comes back the same after printing with Swedish groups', () => {
  fc.assert(
    fc.property(cents, (hundredths) => {
      const [whole = '', fraction = ''] = decimalOf(hundredths).split(',');
      const printed = `${whole.replaceAll(/\B(?=(\d{3})+$)/gu, '\u00a0')},${fraction}`;
      const parsed = parseDecimal(printed);
      expect(parsed).toEqual({ kind: 'value', value: read(hundredths) });
      expect(isDecimal(read(hundredths))).toBe(true);
    }),
  );
});

it('compares as the numbers do', () => {
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      expect(Math.sign(compareDecimals(read(a), read(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
  );
  expect(compareDecimals('20', '20.0001')).toBeLessThan(0);
});

it('prints money with two decimals and rounds nothing', () => {
  expect(toFixedDecimal('5000', 2)).toBe('5000.00');
  expect(toFixedDecimal('-0.5', 2)).toBe('-0.50');
  expect(toFixedDecimal('7', 0)).toBe('7');
  expect(() => toFixedDecimal('0.125', 2)).toThrow(RangeError);
});

it.each(['', '1,5', '01', '1.50', '-0', '1.', '.5', '+1', '1e3', ' 1'])(
  '"%s" is no decimal in its one form',
  (text) => {
    expect(isDecimal(text)).toBe(false);
  },
);
