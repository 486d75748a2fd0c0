import type { Fault } from '../errors/index.js';
import {
  type ClaimTable,
  claimColumns,
  claimCsvHeader,
  claimSheets,
  claimTableNames,
  keysOf,
} from './claim-columns.js';
import { formFault } from './file-faults.js';

/** A row of text as it stands in a file; `row` is the number that people see. */
export interface TextLine {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A row of a table by its headers. */
export interface FormRow {
  readonly sheet: string | null;
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** The rows of a form, whatever file they stood in. */
export interface FormRows {
  readonly tables: Readonly<Record<ClaimTable, readonly FormRow[]>>;
  readonly faults: readonly Fault[];
}

const none: FormRows['tables'] = { claims: [], periods: [], shifts: [] };
const plain = (header: string) =>
  header.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('sv');

/** The rows of the workbook, each sheet by its name; other sheets are not read. */
export function rowsOfSheets(
  sheets: readonly { readonly name: string; readonly lines: readonly TextLine[] }[],
): FormRows {
  const faults: Fault[] = [];
  const tables: Record<ClaimTable, readonly FormRow[]> = { ...none };
  for (const table of claimTableNames) {
    const name = claimSheets[table];
    const sheet = sheets.find((one) => plain(one.name) === plain(name));
    const place = { sheet: name, row: null, column: null };
    if (sheet === undefined) {
      faults.push(formFault(place, 'SHEET_MISSING'));
      continue;
    }
    const expected = [...keysOf[table], ...claimColumns[table].map(({ header }) => header)];
    const read = readTable(name, sheet.lines, expected);
    faults.push(...read.faults);
    tables[table] = read.rows;
    if (read.rows.length === 0 && read.faults.length === 0) faults.push(formFault(place, 'ROWS_MISSING'));
  }
  return { tables, faults };
}

/** The rows of a CSV file: each is a shift, and what it repeats of claim and period must be the same. */
export function rowsOfCsv(lines: readonly TextLine[]): FormRows {
  const { rows, faults } = readTable(null, lines, claimCsvHeader);
  if (rows.length === 0) {
    const place = { sheet: null, row: null, column: null };
    return { tables: none, faults: faults.length > 0 ? faults : [formFault(place, 'ROWS_MISSING')] };
  }
  const claims = joined('claims', rows);
  const periods = joined('periods', rows);
  const all = [...faults, ...claims.faults, ...periods.faults];
  return { tables: { claims: claims.rows, periods: periods.rows, shifts: rows }, faults: all };
}

function readTable(
  sheet: string | null,
  lines: readonly TextLine[],
  expected: readonly string[],
): { readonly rows: readonly FormRow[]; readonly faults: readonly Fault[] } {
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [header, ...body] = filled;
  if (header === undefined) return { rows: [], faults: [] };
  const found = header.cells.map((cell) => expected.find((name) => plain(name) === plain(cell)) ?? null);
  const faults: Fault[] = [];
  const at = (column: string | null) => ({ sheet, row: header.row, column });
  for (const name of expected) {
    const times = found.filter((one) => one === name).length;
    if (times === 0) faults.push(formFault(at(name), 'COLUMN_MISSING'));
    if (times > 1) faults.push(formFault(at(name), 'COLUMN_REPEATED'));
  }
  const isStray = (index: number) =>
    (found[index] ?? null) === null && filled.some(({ cells }) => (cells[index] ?? '').trim() !== '');
  const width = Math.max(...filled.map(({ cells }) => cells.length));
  // Its heading is not repeated: it may be a value that lies one column too far to the right.
  for (let index = 0; index < width; index += 1)
    if (isStray(index)) faults.push(formFault(at(String(index + 1)), 'COLUMN_UNKNOWN'));
  if (faults.length > 0) return { rows: [], faults };
  const rows = body.map(({ row, cells }) => ({
    ...{ sheet, row },
    cells: Object.fromEntries(expected.map((name) => [name, (cells[found.indexOf(name)] ?? '').trim()])),
  }));
  return { rows, faults };
}

/** One row for each claim or period; what later rows leave empty is not said again, not taken away. */
function joined(
  table: 'claims' | 'periods',
  rows: readonly FormRow[],
): { readonly rows: readonly FormRow[]; readonly faults: readonly Fault[] } {
  const first = new Map<string, FormRow>();
  const faults: Fault[] = [];
  for (const row of rows) {
    const key = JSON.stringify(keysOf[table].map((name) => row.cells[name]));
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, row);
      continue;
    }
    for (const { header } of claimColumns[table]) {
      const text = row.cells[header] ?? '';
      if (text !== '' && text !== known.cells[header])
        faults.push(formFault({ sheet: null, row: row.row, column: header }, 'VALUE_DIFFERS'));
    }
  }
  return { rows: [...first.values()], faults };
}
