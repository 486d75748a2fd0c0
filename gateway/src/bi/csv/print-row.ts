import type { ReleasedRow, TableColumn } from '@kommunhub/schema';
import type { Dialect } from './dialect.js';

/** Both dialects of line ends exist; RFC 4180 and Excel agree on this one. */
const lineEnd = '\r\n';
const byteOrderMark = '\uFEFF';

/**
 * What a spreadsheet takes for a formula (OWASP, CSV Injection), the wide forms
 * of East Asia included. What has an apostrophe before it gets one more, so that
 * whoever takes one away has the text as it was.
 */
const formula = /^'*[=+\-@\t\r\n\0＝＋－＠]/;

/**
 * What a spreadsheet takes for something else than text: numbers with zeros in
 * front (0180), dates (7-12), and numbers with the sign last: to LibreOffice
 * 65- is minus sixty-five.
 */
const misread = /^(?:0\d+|\d+-|\d{1,4}(?:[-/.:]\d{1,4}){1,2}|\d+[eE][+-]?\d+|\d{16,})$/;

/** The first line of a file: the columns' names, or their labels. */
export function printHeader(columns: readonly TableColumn[], by: 'name' | 'label', dialect: Dialect): string {
  const line = columns.map((column) => printText(column[by], dialect)).join(dialect.separator);
  return `${dialect.byteOrderMark ? byteOrderMark : ''}${line}${lineEnd}`;
}

/** Makes the printer of rows, which gives one line with its end. */
export function rowPrinter(columns: readonly TableColumn[], dialect: Dialect): (row: ReleasedRow) => string {
  return (row) =>
    columns.map((column) => printCell(row[column.name] ?? null, column, dialect)).join(dialect.separator) +
    lineEnd;
}

function printCell(
  value: ReleasedRow[string],
  { type }: Pick<TableColumn, 'type'>,
  dialect: Dialect,
): string {
  if (value === null) return '';
  if (type === 'string') return printText(String(value), dialect);
  if (type === 'decimal') return String(value).replace('.', dialect.decimal);
  return String(value);
}

function printText(text: string, dialect: Dialect): string {
  if (formula.test(text)) return quoted(`'${text}`);
  // Digits and signs only, so that the formula can hold nothing but the code.
  if (dialect.keepsCodes && misread.test(text)) return quoted(`="${text}"`);
  return /[",;\r\n]|^\s|\s$/.test(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
