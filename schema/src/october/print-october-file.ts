import type { OctoberField, OctoberTemplate } from './october-template.js';
import type { OktoberRad } from './oktober-rad.js';
import { encodeWindows1252 } from './windows-1252.js';

/** A row of the report with what only the file holds. */
export interface OctoberFileRow
  extends Pick<OktoberRad, 'kommunCode' | 'personkrets' | 'columns' | 'boendekommun'> {
  /** Twelve digits, or a reservnummer as `YYYYMMDD-T123`; null when there is none. */
  readonly personnummer: string | null;
}

/** A cell that could not be written, by line and header; never what stood there. */
export interface OctoberFileFault {
  /** Line of the file, the first being 1. */
  readonly line: number;
  readonly column: string;
  readonly code: 'PERSONNUMMER_FORM' | 'CHARACTER_NOT_IN_ENCODING';
}

export interface OctoberFile {
  readonly filename: string;
  readonly bytes: Uint8Array;
  /** Rows without number: their cell is empty. */
  readonly withoutNumber: number;
}

export type PrintedOctoberFile =
  | { readonly kind: 'value'; readonly value: OctoberFile }
  | { readonly kind: 'rejected'; readonly faults: readonly OctoberFileFault[] };

/**
 * The report as the template says, one line per person. No cell can be run as
 * a formula: they hold digits, a reservnummer, or what the template was checked
 * for. Nothing is left out or replaced: a cell that cannot be written is told.
 */
export function printOctoberFile(
  rows: readonly OctoberFileRow[],
  year: number,
  kommunCode: string,
  template: OctoberTemplate,
): PrintedOctoberFile {
  const faults: OctoberFileFault[] = [];
  const first = template.header ? [template.columns.map(({ name }) => name)] : [];
  const lines = rows.map((row, index) =>
    template.columns.map(({ field, name }) => {
      const cell = cellOf(row, field, template);
      const line = index + first.length + 1;
      if (cell === null) faults.push({ line, column: name, code: 'PERSONNUMMER_FORM' });
      return cell ?? '';
    }),
  );
  const newline = template.newline === 'CRLF' ? '\r\n' : '\n';
  const text = [...first, ...lines].map((cells) => `${joined(cells, template)}${newline}`).join('');
  const bytes = template.encoding === 'utf-8' ? new TextEncoder().encode(text) : encodeWindows1252(text);
  if (bytes === null) faults.push(...unwritable([...first, ...lines], template));
  if (bytes === null || faults.length > 0) return { kind: 'rejected', faults };
  const filename = octoberFilename(template, year, kommunCode);
  const withoutNumber = rows.filter(({ personnummer }) => personnummer === null).length;
  return { kind: 'value', value: { filename, bytes, withoutNumber } };
}

/** The name that the template gives a file. */
export function octoberFilename({ filename }: OctoberTemplate, year: number, kommunCode: string): string {
  return filename.replaceAll('{kommun}', kommunCode).replaceAll('{year}', String(year));
}

/** The cell's text; null for a number of no known form. */
function cellOf(row: OctoberFileRow, field: OctoberField, template: OctoberTemplate): string | null {
  switch (field) {
    case 'KOMMUN':
      return row.kommunCode;
    case 'PERSONNUMMER':
      return row.personnummer === null ? '' : formatted(row.personnummer, template);
    case 'PERSONKRETS':
      return row.personkrets?.slice(1) ?? '';
    case 'BOENDEKOMMUN':
      return row.boendekommun ?? '';
    default:
      return row.columns.includes(field) ? template.yes : template.no;
  }
}

function formatted(personnummer: string, { personnummerFormat }: OctoberTemplate): string | null {
  const [, day, last] = /^(\d{8})-?(\d{4}|T\d{3}|TF\d{2}|X\d{3})$/u.exec(personnummer) ?? [];
  if (day === undefined || last === undefined) return null;
  return personnummerFormat === 'YYYYMMDD-NNNN' ? `${day}-${last}` : `${day}${last}`;
}

function joined(cells: readonly string[], { delimiter, lineMayEndWithDelimiter }: OctoberTemplate): string {
  const last = cells.findLastIndex((cell) => cell !== '');
  return (lineMayEndWithDelimiter ? cells : cells.slice(0, last + 1)).join(delimiter);
}

function unwritable(lines: readonly (readonly string[])[], { columns }: OctoberTemplate): OctoberFileFault[] {
  return lines.flatMap((cells, line) =>
    cells.flatMap((cell, index) =>
      encodeWindows1252(cell) === null
        ? [
            {
              ...{ line: line + 1, column: columns[index]?.name ?? '' },
              code: 'CHARACTER_NOT_IN_ENCODING' as const,
            },
          ]
        : [],
    ),
  );
}
