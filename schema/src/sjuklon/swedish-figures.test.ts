import { expect, it } from 'vitest';
import { kronor, longDate, percent, quantity } from './index.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it('writes kronor with öre, comma and thousands apart', () => {
  expect(
    ['0.00', '720.00', '-720.00', '3179.31', '1234567.5'].map((amount) => plain(kronor(amount))),
  ).toEqual(['0,00 kr', '720,00 kr', '-720,00 kr', '3 179,31 kr', '1 234 567,50 kr']);
  expect(plain(kronor('-1234.00'))).toBe('-1 234,00 kr');
});

it('writes shares as percent without needless zeros', () => {
  expect(['0.12', '0.3142', '0.003', '0.8', '1', '0', '0.000001'].map(percent)).toEqual([
    '12 %',
    '31,42 %',
    '0,3 %',
    '80 %',
    '100 %',
    '0 %',
    '0,0001 %',
  ]);
});

it('writes quantities and dates', () => {
  expect(quantity('7.25')).toBe('7,25');
  expect(longDate('2026-03-05')).toBe('5 mars 2026');
});
