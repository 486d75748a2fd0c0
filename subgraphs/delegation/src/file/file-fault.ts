import type { Fault } from '@kommunhub/schema';

/** One fault of a file: where it stands and what to do, never the value that stood there. */
export interface FileFault {
  /** Row as a person counts it in the file, the header being row 1; null for the file as a whole. */
  readonly row: number | null;
  readonly column: string | null;
  readonly code: 'FILE_UNREADABLE' | 'HEADER_INVALID' | 'VALUE_MISSING' | 'VALUE_INVALID' | 'ROWS_DISAGREE';
  /** One English sentence that says what is allowed. */
  readonly message: string;
}

/** The fault in the form that a coded error carries. */
export function toFault({ row, column, code, message }: FileFault): Fault {
  const place = [row === null ? 'file' : `row ${row}`, column === null ? null : `column "${column}"`];
  return { path: place.filter((part) => part !== null).join(', '), code, message };
}

/** Faults as somebody goes through the file: row by row, in the order of the format's columns. */
export function inOrderOfFile(
  faults: readonly FileFault[],
  columns: readonly string[],
): readonly FileFault[] {
  const place = (column: string | null): number => (column === null ? -1 : columns.indexOf(column));
  return faults.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0) || place(a.column) - place(b.column));
}
