import type { ReleasedRow, StatisticTable, TableColumn } from '@kommunhub/schema';
import { edmTypeOf, entityTypeNameOf, namespace } from './edm-type.js';
import type { MediaType } from './media-type.js';

/** Writes one row; the members that the answer itself has come before those of the row. */
export type RowPrinter = (row: ReleasedRow, members?: readonly string[]) => string;

/** So many values of a column are kept while a page is written. */
const mostKnown = 1_000;
const number = /^-?\d+(?:\.\d+)?$/;

/**
 * How rows of the table are written in JSON (JSON Format 6, 7), with the
 * columns given. Decimals keep their digits: they never become JavaScript's numbers.
 */
export function rowPrinter(
  table: StatisticTable,
  columns: readonly TableColumn[],
  media: MediaType,
): RowPrinter {
  const writers = columns.map((column) => memberWriter(column, media));
  const type = `"@odata.type":"#${namespace}.${entityTypeNameOf(table.id)}"`;
  return (row, before = []) => {
    const own = media.control === 'full' ? [...before, type, ...linksOf(table, row)] : before;
    let text = own.join(',');
    for (const write of writers) text += (text === '' ? '' : ',') + write(row);
    return `{${text}}`;
  };
}

/** A value alone, as JSON. */
export function printValue(column: TableColumn, value: ReleasedRow[string], { isExact }: MediaType): string {
  if (value === null) return 'null';
  const isNumber = column.type === 'integer' || column.type === 'decimal';
  // A figure that is none would make the whole answer unreadable.
  if (isNumber && !number.test(String(value)))
    throw new Error(`The column ${column.name} holds what is no number.`);
  if (isNumber) return isExact ? `"${value}"` : String(value);
  return JSON.stringify(value);
}

/** Where a row is, from the service root. */
export function pathOfRow(table: StatisticTable, key: string): string {
  return `${table.id}('${encodeURIComponent(key.replaceAll("'", "''"))}')`;
}

function memberWriter(column: TableColumn, media: MediaType): (row: ReleasedRow) => string {
  const { name: type } = edmTypeOf(column);
  // Texts and truths show in JSON what they are (JSON Format 4.5.3).
  const isPlain = type === 'Edm.String' || type === 'Edm.Boolean';
  const typed =
    media.control === 'full' && !isPlain ? `"${column.name}@odata.type":"#${type.slice(4)}",` : '';
  const before = `${typed}"${column.name}":`;
  // The same few codes and names stand in thousands of rows: each is written once.
  const known = new Map<ReleasedRow[string], string>();
  return (row) => {
    const value = row[column.name] ?? null;
    const written = known.get(value);
    if (written !== undefined) return written;
    const text = before + printValue(column, value, media);
    if (known.size < mostKnown) known.set(value, text);
    return text;
  };
}

/** Full control information holds where the row is, by which other rows it can be told apart. */
function linksOf(table: StatisticTable, row: ReleasedRow): string[] {
  const path = JSON.stringify(pathOfRow(table, String(row.rad)));
  return [`"@odata.id":${path}`, `"@odata.readLink":${path}`];
}
