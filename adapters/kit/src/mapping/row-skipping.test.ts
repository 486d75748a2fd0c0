import { expect, it } from 'vitest';
import { isTotalLabel } from './row-skipping.js';

it.each(['Summa', 'SUMMA:', 'Totalt', 'Totalt: 1 234', 'Delsumma', 'Antal rader: 12', ' total '])(
  'knows %s as the label of a total',
  (text) => {
    expect(isTotalLabel(text)).toBe(true);
  },
);

it.each(['Summanen', 'Total Ek', 'Totalt beviljad tid', '', '12'])('does not take %s for a total', (text) => {
  expect(isTotalLabel(text)).toBe(false);
});
