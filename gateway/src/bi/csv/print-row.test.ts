import type { ReleasedRow, TableColumn } from '@kommunhub/schema';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DialectName, dialects } from './dialect.js';
import { printHeader, rowPrinter } from './print-row.js';

const column = (name: string, type: TableColumn['type'] = 'string'): TableColumn => ({
  ...{ name, label: `Rubrik ${name}`, type, isNullable: true, definition: '', part: 'dimension' },
});
const text = [column('a')];
const cell = (value: ReleasedRow[string], dialect: DialectName, type: TableColumn['type'] = 'string') =>
  rowPrinter([column('a', type)], dialects[dialect])({ a: value });

describe('a file for Swedish Excel', () => {
  it('begins with the mark of UTF-8, has semicolons, decimal commas and the line ends of RFC 4180', () => {
    const columns = [column('plats'), column('medel', 'decimal'), column('antal', 'integer')];
    const print = rowPrinter(columns, dialects.excel);
    const row = print({ plats: 'Älvdalen', medel: '12.5', antal: 0 });
    expect(printHeader(columns, 'name', dialects.excel) + row).toBe(
      '\uFEFFplats;medel;antal\r\nÄlvdalen;12,5;0\r\n',
    );
  });

  it('has the labels as its header when asked', () => {
    expect(printHeader(text, 'label', dialects.excel)).toBe('\uFEFFRubrik a\r\n');
  });

  it.each(['0180', '7-12', '0-6', '65-', '2026-10', '1/2', '1e5', '12.10', '1234567890123456'])(
    'keeps %s from being taken for a number or a date',
    (code) => expect(cell(code, 'excel')).toBe(`"=""${code}"""\r\n`),
  );

  it.each(['2080', 'LSS_9_2', '2026Q3', 'TOTALT', '2026|2080|LSS_9_2|alder=7-12'])(
    'writes %s as it is',
    (code) => expect(cell(code, 'excel')).toBe(`${code}\r\n`),
  );
});

describe('a file for programs', () => {
  it('has commas, decimal points, codes as they are and no mark', () => {
    const columns = [column('platskod'), column('medel', 'decimal')];
    const row = rowPrinter(columns, dialects.rfc4180)({ platskod: '0180', medel: '12.5' });
    expect(printHeader(columns, 'name', dialects.rfc4180) + row).toBe('platskod,medel\r\n0180,12.5\r\n');
  });

  it('in the Swedish form differs from it by semicolon, comma and mark alone', () => {
    expect(cell('65-', 'semikolon')).toBe('65-\r\n');
    expect(cell('12.5', 'semikolon', 'decimal')).toBe('12,5\r\n');
  });
});

describe('every dialect', () => {
  const names = Object.keys(dialects) as DialectName[];

  it.each(names)('%s: writes null as nothing, truth and dates as they are', (dialect) => {
    expect(cell(null, dialect)).toBe('\r\n');
    expect(cell(true, dialect, 'boolean')).toBe('true\r\n');
    expect(cell('2026-10-01', dialect, 'date')).toBe('2026-10-01\r\n');
    expect(cell('-3.25', 'rfc4180', 'decimal')).toBe('-3.25\r\n');
  });

  it.each(names)('%s: lets no text begin a formula', (dialect) => {
    for (const sign of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
      expect(cell(`${sign}1+cmd|' /C calc'!A0`, dialect)).toMatch(/^"'/);
  });

  it.each(names)('%s: gives every text back to a reader of CSV', (dialect) => {
    const { separator } = dialects[dialect];
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 20 }), (rows) => {
        const columns = [column('a'), column('b')];
        const print = rowPrinter(columns, dialects[dialect]);
        const file = rows.map(([a, b]) => print({ a, b })).join('');
        const read = parse(file, { delimiter: separator, recordDelimiter: '\r\n' }) as string[][];
        expect(read.map((row) => row.map(unguarded))).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });
});

const anyText = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom('å', 'Ö', '"', ';', ',', '\r', '\n', '=', '-', '0', '7', ' ', "'"),
    maxLength: 8,
  }),
  fc.constantFrom('0180', '7-12', '65-', '="0180"', "'", ''),
);

/** What the guards put round a text, taken away again. */
function unguarded(read: string): string {
  const kept = /^="([\d\-/.:eE+]+)"$/.exec(read)?.[1];
  return kept ?? read.replace(/^'(?='*[=+\-@\t\r\n\0＝＋－＠])/, '');
}
