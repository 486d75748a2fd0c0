import { expect, it } from 'vitest';
import { UnmappedCodes } from './unmapped-codes.js';

const insats = { table: 'insats', column: 'Insats' };

it('counts every row of a column that is no code, and keeps only so many of its texts', () => {
  const unmapped = new UnmappedCodes();
  for (let number = 0; number < 10_000; number += 1)
    unmapped.add({ ...insats, value: `text ${number}` }, true);
  unmapped.add({ ...insats, value: 'text 7' }, true);
  unmapped.add({ table: 'utfall', column: 'Utfall', value: 'Vilande' }, true);

  const codes = unmapped.list();
  expect(codes).toHaveLength(2002);
  expect(codes.find(({ code }) => code.value === 'text 7')?.rows).toBe(2);
  expect(codes.find(({ code }) => code.value === '')?.rows).toBe(8000);
  expect(codes.at(-1)).toMatchObject({ code: { value: 'Vilande' }, rows: 1 });
  expect(codes.reduce((sum, { rows }) => sum + rows, 0)).toBe(10_002);
});
