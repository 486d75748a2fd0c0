import { describe, expect, it } from 'vitest';
import { isTotalLabel, skipReasonOf } from './row-skipping.js';

it.each(['Summa', 'SUMMA:', 'Totalt', 'Totalt: 1 234', 'Delsumma', 'Antal rader: 12', ' total '])(
  'knows %s as the label of a total',
  (text) => {
    expect(isTotalLabel(text)).toBe(true);
  },
);

it.each(['Summanen', 'Total Ek', 'Totalt beviljad tid', '', '12'])('does not take %s for a total', (text) => {
  expect(isTotalLabel(text)).toBe(false);
});

describe('a row with the label of a total', () => {
  const lonely = { required: ['Id'], keyColumns: new Set(['Id']) };
  const reasonOf = (cells: Readonly<Record<string, string>>, table = lonely) =>
    skipReasonOf({ cells }, table, []);

  it.each(['Summa', 'Totalt: 120', 'Antal personer 3'])('is a total where %s stands for the id', (Id) => {
    expect(reasonOf({ Id, Namn: '3' })).toBe('TOTAL');
  });

  it('is a record where the label is a name, or an id that only looks like one', () => {
    expect(reasonOf({ Id: '1', Namn: 'Summa' })).toBeNull();
    expect(reasonOf({ Id: 'Total1', Namn: 'Åsa' })).toBeNull();
  });

  it('is told by what it lacks where a row must have more', () => {
    const table = { required: ['Id', 'Kommun'], keyColumns: new Set(['Id']) };
    expect(reasonOf({ Id: 'Summa', Kommun: '' }, table)).toBe('TOTAL');
    expect(reasonOf({ Id: 'Summa', Kommun: '2080' }, table)).toBeNull();
  });
});
