import { cleanText, normaliseHeader } from '@kommunhub/schema';
import { type AdapterFault, adapterFault } from '../faults/adapter-fault.js';
import { nearest } from '../faults/nearest.js';
import { isMojibake } from '../files/mojibake.js';
import type { ColumnRequest } from './connector.js';

/** How many rows a header is looked for in: reports have titles and filters above theirs. */
export const searchedRows = 30;

/** Which cell of a row belongs to which column. */
export interface MatchedHeader {
  /** In the order in which they stand in the source. */
  readonly columns: readonly { readonly name: string; readonly header: string; readonly index: number }[];
  /** Cells up to the last header with a name. */
  readonly width: number;
  readonly absent: readonly string[];
  readonly ignored: readonly string[];
}

/** Tells how many of the columns asked for a row names: the row that names most is the header. */
export function headerScore(columns: readonly ColumnRequest[]): (cells: readonly string[]) => number {
  const known = new Set(columns.flatMap(({ name, aliases }) => [name, ...aliases]).map(normaliseHeader));
  return (cells) => new Set(cells.map(normaliseHeader).filter((header) => known.has(header))).size;
}

/** Below half of the columns it is no header but some row that happens to share a word with it. */
export function isHeaderScore(score: number, columns: readonly ColumnRequest[]): boolean {
  const expected = columns.filter(({ optional }) => !optional).length;
  return score > 0 && score * 2 >= expected;
}

interface HeaderPlace {
  /** The file, with its sheet, for faults. */
  readonly path: string;
  readonly row: number;
  /** Whether headers that are not asked for may be shown: no value can have run into them. */
  readonly showsHeaders: boolean;
}

/** Finds each column in the header row, by name or alias; all faults at once when one cannot be found. */
export function matchHeader(
  cells: readonly string[],
  columns: readonly ColumnRequest[],
  place: HeaderPlace,
): MatchedHeader | readonly AdapterFault[] {
  const headers = cells.map(cleanText);
  const compared = headers.map(normaliseHeader);
  const faults: AdapterFault[] = [];
  const found: { name: string; header: string; index: number }[] = [];
  const missing: ColumnRequest[] = [];
  for (const column of columns) {
    const names = [column.name, ...column.aliases].map(normaliseHeader);
    const name = names.find((candidate) => compared.includes(candidate));
    if (name === undefined) {
      missing.push(column);
      continue;
    }
    const index = compared.indexOf(name);
    if (compared.lastIndexOf(name) !== index) {
      faults.push(adapterFault('SOURCE_COLUMN_TWICE', place.path, { column: column.name }));
    }
    found.push({ name: column.name, header: headers[index] ?? '', index });
  }
  if (missing.length > 0 && cells.some(isMojibake)) {
    return [adapterFault('SOURCE_MOJIBAKE', place.path, { row: place.row, column: '–' })];
  }
  const taken = new Set(found.map(({ index }) => index));
  const others = headers.filter((header, index) => header !== '' && !taken.has(index));
  const ignored = place.showsHeaders ? others.filter(isHeaderText) : [];
  for (const column of missing.filter(({ optional }) => !optional)) {
    const near = nearest(column.name, ignored);
    faults.push(
      near === null
        ? adapterFault('SOURCE_COLUMN_MISSING', place.path, { column: column.name })
        : adapterFault('SOURCE_COLUMN_MISSING_NEAR', place.path, { column: column.name, nearest: near }),
    );
  }
  if (faults.length > 0) return faults;
  return {
    columns: found.toSorted((left, right) => left.index - right.index),
    width: headers.findLastIndex((header) => header !== '') + 1,
    absent: missing.map(({ name }) => name),
    ignored,
  };
}

/** Headers may be shown, values may not: what has a date's or number's worth of digits is not taken for a header. */
export function isHeaderText(text: string): boolean {
  return text.length <= 60 && (text.match(/\d/g) ?? []).length < 6;
}
