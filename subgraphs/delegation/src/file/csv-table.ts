import { CsvError, parse } from 'csv-parse/sync';
import type { FileFault } from './file-fault.js';

/** A row of a table with its number in the file; a cell is trimmed text in NFC, empty when blank. */
export interface TableRow<Column extends string> {
  readonly row: number;
  readonly cells: Readonly<Record<Column, string>>;
}

interface TableShape<Column extends string> {
  readonly columns: readonly Column[];
  /** Columns that the header may leave out; their cells are then empty. */
  readonly optional?: readonly Column[];
}

/**
 * Reads a semicolon-separated text with a header into rows of the expected columns, in any order.
 *
 * Blank rows are passed over. A header that lacks a column, repeats one or has
 * one too many makes the whole file faulty, since its cells could mean anything.
 */
export function readCsvTable<Column extends string>(
  text: string,
  shape: TableShape<Column>,
): { readonly rows: readonly TableRow<Column>[]; readonly faults: readonly FileFault[] } {
  const lines = splitLines(text);
  if (!Array.isArray(lines)) return { rows: [], faults: [lines] };
  const [header, ...body] = lines;
  if (header === undefined)
    return { rows: [], faults: [fileFault('The file is empty; it needs a header row.')] };
  const places = header.map((name) => name.trim().toLowerCase());
  const headerFaults = checkHeader(places, shape);
  if (headerFaults.length > 0) return { rows: [], faults: headerFaults };

  const rows: TableRow<Column>[] = [];
  const faults: FileFault[] = [];
  for (const [index, line] of body.entries()) {
    const row = index + 2;
    if (line.every((cell) => cell.trim() === '')) continue;
    if (line.length !== places.length) {
      const message = `The row has ${line.length} cells where the header has ${places.length}.`;
      faults.push({ row, column: null, code: 'FILE_UNREADABLE', message });
      continue;
    }
    const cells = shape.columns.map((column) => [column, line[places.indexOf(column)]?.trim() ?? '']);
    rows.push({ row, cells: Object.fromEntries(cells) as Record<Column, string> });
  }
  return { rows, faults };
}

function splitLines(text: string): string[][] | FileFault {
  try {
    return parse(text.normalize('NFC'), {
      delimiter: ';',
      bom: true,
      relax_column_count: true,
    }) as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The library's own message repeats the text it stumbled over.
    return fileFault('A quotation mark is opened and not closed, or stands inside an unquoted cell.');
  }
}

function checkHeader<Column extends string>(
  names: readonly string[],
  { columns, optional = [] }: TableShape<Column>,
): FileFault[] {
  const fault = (column: string, message: string): FileFault => ({
    row: 1,
    column,
    code: 'HEADER_INVALID',
    message,
  });
  const missing = columns.filter((column) => !names.includes(column) && !optional.includes(column));
  const repeated = columns.filter((column) => names.indexOf(column) !== names.lastIndexOf(column));
  const unknown = names.filter((name) => !(columns as readonly string[]).includes(name)).length;
  return [
    ...missing.map((column) => fault(column, 'The header lacks this column.')),
    ...repeated.map((column) => fault(column, 'The header has this column more than once.')),
    ...(unknown > 0
      ? [fileFault(`The header has ${unknown} column(s) that the format does not know.`, 'HEADER_INVALID')]
      : []),
  ];
}

function fileFault(message: string, code: FileFault['code'] = 'FILE_UNREADABLE'): FileFault {
  return { row: code === 'HEADER_INVALID' ? 1 : null, column: null, code, message };
}
