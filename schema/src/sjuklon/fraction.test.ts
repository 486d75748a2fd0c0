import { describe, expect, it } from 'vitest';
import {
  add,
  divide,
  fractionOf,
  isLess,
  multiply,
  roundToOre,
  sumOf,
  toDecimalText,
  toMoney,
  toShortDecimal,
} from './fraction.js';

const exact = (text: string) => fractionOf(text);

describe('an exact number', () => {
  it('keeps thirds through sums and products', () => {
    const third = divide(exact('1'), exact('3'));
    expect(toMoney(add(add(third, third), third))).toBe('1.00');
    expect(toMoney(multiply(third, exact('0.3')))).toBe('0.10');
    expect(isLess(exact('0.333333'), third)).toBe(true);
  });
  it('rounds half an öre up, away from zero', () => {
    expect(
      ['0.005', '0.004999', '1.005', '-0.005', '-0.0049'].map((text) => toMoney(roundToOre(exact(text)))),
    ).toEqual(['0.01', '0.00', '1.01', '-0.01', '0.00']);
  });
  it('sums thousands of odd shares exactly and quickly', () => {
    const shares = Array.from({ length: 2000 }, (_, index) => divide(exact('1'), exact(String(index + 1))));
    const begun = performance.now();
    const sum = sumOf([...shares, ...shares.map(({ n, d }) => ({ n: -n, d }))]);
    expect(toMoney(sum)).toBe('0.00');
    expect(performance.now() - begun).toBeLessThan(2000);
  });
  it('is written with the decimals asked for, or without needless zeros', () => {
    expect(toDecimalText(exact('2.5'), 0)).toBe('3');
    expect(toDecimalText(exact('-0.25'), 1)).toBe('-0.3');
    expect(['8', '8.2500', '0', '-0.00001', '100'].map((text) => toShortDecimal(exact(text), 4))).toEqual([
      '8',
      '8.25',
      '0',
      '0',
      '100',
    ]);
  });
  it('refuses division by zero', () => {
    expect(() => divide(exact('1'), exact('0.00'))).toThrow(RangeError);
  });
});
