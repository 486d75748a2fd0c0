import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCodes } from './error-codes.js';
import { printErrorTable } from './print-error-table.js';

describe('the error table', () => {
  it('is the committed one: run npm run print when this fails', () => {
    expect(readFileSync(new URL('../../errors.md', import.meta.url), 'utf8')).toBe(printErrorTable());
  });
  it('has a line of five cells for every code', () => {
    const lines = printErrorTable()
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(lines).toHaveLength(Object.keys(errorCodes).length);
    expect(lines.every((line) => line.split('|').length === 7)).toBe(true);
  });
});
