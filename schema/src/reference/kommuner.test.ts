import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
// @ts-expect-error: a plain script without declarations
import { printReference } from '../../scripts/generate-reference.mjs';
import { counties, countyByCode, kommunByCode, kommuner } from './kommuner.js';

const at = (path: string) => new URL(path, import.meta.url);
const list = readFileSync(at('../../data/kommuner.csv'), 'utf8');
const shared = at('../../../../shared/data/kommuner.csv');

describe('the kommuner of Sweden', () => {
  it('are 290 in 21 counties', () => {
    expect(kommuner).toHaveLength(290);
    expect(new Set(kommuner.map(({ code }) => code)).size).toBe(290);
    expect(counties).toHaveLength(21);
  });
  it('keep their leading zero and lie in their county', () => {
    expect(kommunByCode('0114')).toEqual({ code: '0114', name: 'Upplands Väsby', countyCode: '01' });
    expect(kommunByCode('2080')).toEqual({ code: '2080', name: 'Falun', countyCode: '20' });
    expect(countyByCode('20')?.name).toBe('Dalarnas län');
    expect(kommuner.filter(({ countyCode }) => countyCode === '20')).toHaveLength(15);
    expect(kommuner.every(({ countyCode }) => countyByCode(countyCode) !== undefined)).toBe(true);
  });
  it('are unknown by other codes', () => {
    expect(kommunByCode('114')).toBeUndefined();
    expect(kommunByCode('2000')).toBeUndefined();
  });
  it('are printed from the list: run scripts/generate-reference.mjs when this fails', () => {
    expect(readFileSync(at('./kommun-data.ts'), 'utf8')).toBe(printReference(list));
  });
  it('are those of the list row by row', () => {
    const rows = list.trim().split('\n').slice(1);
    const fromModule = kommuner.map(
      ({ code, name, countyCode }) => `${code},${name},${countyCode},${countyByCode(countyCode)?.name}`,
    );
    expect(fromModule).toEqual(rows);
  });
  it.skipIf(!existsSync(shared))('are those of the shared list beside the checkout', () => {
    expect(list).toBe(readFileSync(shared, 'utf8'));
  });
});
