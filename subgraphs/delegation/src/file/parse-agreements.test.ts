import { expect, it } from 'vitest';
import { parseAgreements } from './parse-agreements.js';

const header = 'avtal;hem_kommun;utforande_kommun;arendetyper;giltig_fran;giltig_till;anmarkning';

it('reads agreements with their kinds and an open end', () => {
  const { agreements, faults } = parseAgreements(`${header}\nLSS Gagnef;2026;2080;D02 D07;2025-01-01;;\n`);
  expect(faults).toEqual([]);
  expect(agreements).toEqual([
    {
      ...{ name: 'LSS Gagnef', homeKommunCode: '2026', performingKommunCode: '2080', kinds: ['D02', 'D07'] },
      ...{ validFrom: '2025-01-01', validTo: null, note: null },
    },
  ]);
});

it('tells every fault with row and column', () => {
  const { faults } = parseAgreements(
    `${header}\n;2026;2026;D99;2025-01-01;2024-01-01;\nLSS;20;2080;;2025;;\nLSS;2026;2080;D01;2025-01-01\n`,
  );
  expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, 'avtal', 'VALUE_MISSING'],
    [2, 'utforande_kommun', 'VALUE_INVALID'],
    [2, 'arendetyper', 'VALUE_INVALID'],
    [2, 'giltig_till', 'VALUE_INVALID'],
    [3, 'hem_kommun', 'VALUE_INVALID'],
    [3, 'arendetyper', 'VALUE_MISSING'],
    [3, 'giltig_fran', 'VALUE_INVALID'],
    [4, null, 'FILE_UNREADABLE'],
  ]);
});
