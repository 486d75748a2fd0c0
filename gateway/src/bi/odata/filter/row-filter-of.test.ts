import { columnsOf, type RowFilter, statisticTableById } from '@kommunhub/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ODataError } from '../odata-error.js';
import { limits } from './parse-expression.js';
import { rowFilterOf } from './row-filter-of.js';

const columns = columnsOf(statisticTableById('insatser')!);
const read = (text: string, aliases: Record<string, string> = {}): RowFilter =>
  rowFilterOf(text, columns, new Map(Object.entries(aliases)));
const refusalOf = (text: string): ODataError => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ODataError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};
const eq = (column: string, value: string | number | boolean | null) =>
  ({ op: 'eq', column, value }) as const;

describe('$filter', () => {
  it.each([
    ["period eq '2026'", eq('period', '2026')],
    ["'2026' lt period", { op: 'gt', column: 'period', value: '2026' }],
    ["plats eq 'O''Brien å'", eq('plats', "O'Brien å")],
    ["plats eq ''''", eq('plats', "'")],
    ['antal ge 10', { op: 'ge', column: 'antal', value: '10' }],
    ['antal lt -1.50', { op: 'lt', column: 'antal', value: '-1.50' }],
    ['antal eq 1e3', eq('antal', 1000)],
    ['antal eq null', eq('antal', null)],
    ['skal ne null', { op: 'ne', column: 'skal', value: null }],
    ['undertryckt eq true', eq('undertryckt', true)],
    ['undertryckt', eq('undertryckt', true)],
    ['slappt ge 2026-02-28', { op: 'ge', column: 'slappt', value: '2026-02-28' }],
    ["insats in ('LSS_9_2', 'LSS_9_9')", { op: 'in', column: 'insats', values: ['LSS_9_2', 'LSS_9_9'] }],
    ["contains(plats,'å, )')", { op: 'contains', column: 'plats', value: 'å, )' }],
    ["startswith( plats , 'F' ) eq true", { op: 'startswith', column: 'plats', value: 'F' }],
    ["endswith(plats,'n') ne true", { op: 'not', term: { op: 'endswith', column: 'plats', value: 'n' } }],
    ["  (  period   eq  '2026'  ) ", eq('period', '2026')],
    ['true', { op: 'and', terms: [] }],
    ['not false', { op: 'not', term: { op: 'or', terms: [] } }],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('lets and bind more than or, and not more than and', () => {
    const [a, b, c] = [eq('antal', '1'), eq('version', '2'), eq('undertryckt', true)];
    expect(read('antal eq 1 or version eq 2 and undertryckt')).toEqual({
      op: 'or',
      terms: [a, { op: 'and', terms: [b, c] }],
    });
    expect(read('(antal eq 1 or version eq 2) and undertryckt')).toEqual({
      op: 'and',
      terms: [{ op: 'or', terms: [a, b] }, c],
    });
    expect(read('not antal eq 1 and undertryckt')).toEqual({
      op: 'and',
      terms: [{ op: 'not', term: a }, c],
    });
    expect(read('not(antal eq 1 and undertryckt)')).toEqual({
      op: 'not',
      term: { op: 'and', terms: [a, c] },
    });
  });

  it('takes what an alias stands for, and null for one that stands for nothing', () => {
    expect(read('period eq @p and antal gt @n', { '@p': "'2026'", '@n': '5' })).toEqual({
      op: 'and',
      terms: [eq('period', '2026'), { op: 'gt', column: 'antal', value: '5' }],
    });
    expect(read('antal eq @none')).toEqual(eq('antal', null));
    for (const other of ['@p', 'plats', "contains(plats,'x')", '(1)', '1 or 1', ''])
      expect(() => read('antal eq @p', { '@p': other })).toThrow(expect.objectContaining({ status: 501 }));
  });

  it.each([
    ['nothing', ''],
    ['half a comparison', 'antal eq'],
    ['an open parenthesis', '(antal eq 1'],
    ['a parenthesis too many', 'antal eq 1)'],
    ['an open text', "plats eq 'Fal"],
    ['an operator in capitals', 'antal EQ 1'],
    ['a property that is not there', "personnummer eq '1'"],
    ['a number held against a text', "antal eq '1'"],
    ['a text held against a number', 'period eq 2026'],
    ['a day that is none', 'slappt eq 2026-02-30'],
    ['a moment held against a day', 'slappt eq 2026-02-28T00:00:00Z'],
    ['the order of booleans', 'undertryckt gt true'],
    ['a property alone', 'antal'],
    ['a value alone', '5'],
    ['two things without an operator', 'antal 5'],
    ['an operator of nobody', 'antal like 5'],
    ['a text function on a number', "contains(antal,'1')"],
    ['a text function with one parameter', 'contains(plats)'],
    ['a character of no word', 'antal eq 1;drop'],
    ['a word that runs into a number', 'antal eq 5x'],
  ])('refuses %s', (_what, text) => {
    expect(refusalOf(text)).toMatchObject({ code: 'BAD_INPUT', status: 400, target: '$filter' });
  });

  it.each([
    ['tolower', "tolower(plats) eq 'falun'"],
    ['length', 'length(plats) gt 3'],
    ['year', 'year(slappt) eq 2026'],
    ['arithmetic', 'antal add 1 eq 2'],
    ['has', "insats has Sales.Pattern'Yellow'"],
    ['two properties', 'antal gt version'],
    ['two values', '1 eq 1'],
    ['paths and lambdas', 'rader/any(r:r/antal eq 1)'],
    ['$it', '$it eq 1'],
    ['casts', "cast(antal,Edm.String) eq '1'"],
    ['the sign of a property', '-antal eq 1'],
    ['other literals', "plats eq duration'P1D'"],
    ['lists in JSON', "insats in ['LSS_9_2']"],
    ['a function of nobody', "foo(plats,'x')"],
  ])('says that %s is not supported', (_what, text) => {
    const refusal = refusalOf(text);
    expect([400, 501]).toContain(refusal.status);
    if (!text.includes("duration'")) expect(refusal).toMatchObject({ code: 'NOT_SUPPORTED', status: 501 });
  });

  it('is neither nested nor as long as one likes', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}antal eq 1${')'.repeat(depth)}`;
    expect(read(nested(limits.depth))).toEqual(eq('antal', '1'));
    expect(refusalOf(nested(limits.depth + 1)).code).toBe('BAD_INPUT');
    expect(refusalOf(`${'not '.repeat(limits.depth + 1)}undertryckt`).code).toBe('BAD_INPUT');
    const wide = (terms: number) => Array(terms).fill('antal eq 1').join(' or ');
    expect(read(wide(limits.conditions))).toMatchObject({ op: 'or' });
    expect(refusalOf(wide(limits.conditions + 1)).code).toBe('BAD_INPUT');
  });

  it('repeats nothing of what was asked', () => {
    for (const text of ["plats eq 5 and 'Robin Exempel'", "Robin eq 'Exempel'", "Robin('Exempel')"]) {
      expect(refusalOf(text).message).not.toMatch(/Robin|Exempel/);
    }
  });

  it('answers any text with a filter or a refusal, in time that grows with the text', () => {
    const words = [
      'antal',
      'plats',
      'eq',
      'ne',
      'and',
      'or',
      'not',
      'in',
      '(',
      ')',
      ',',
      "'",
      "'x'",
      '1',
      '-',
      '.',
    ];
    const more = [
      'null',
      'true',
      '2026-01-01',
      'contains',
      '@p',
      '$it',
      ' ',
      '[',
      '/',
      'é',
      '\u0000',
      '%',
      'e5',
      'INF',
    ];
    const texts = fc.oneof(
      fc.array(fc.constantFrom(...words, ...more), { maxLength: 60 }).map((parts) => parts.join(' ')),
      fc.array(fc.constantFrom(...words, ...more), { maxLength: 60 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 200 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          read(text, { '@p': text });
        } catch (error) {
          expect(error).toBeInstanceOf(ODataError);
        }
      }),
      { numRuns: 1_500 },
    );
    for (const text of ["'".repeat(8_001), `${"''".repeat(4_000)}x`, '1'.repeat(8_000), 'a.'.repeat(4_000)]) {
      const begun = performance.now();
      expect(() => read(text)).toThrow(ODataError);
      expect(performance.now() - begun).toBeLessThan(1_000);
    }
    const begun = performance.now();
    const often = Array(1_000).fill('@p').join(' or ');
    expect(() => read(often, { '@p': 'antal eq 1 or '.repeat(250) })).toThrow(ODataError);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
