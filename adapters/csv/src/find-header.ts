import { type AdapterFault, adapterFault, type ColumnRequest, nearest } from '@kommunhub/adapter-kit';
import { cleanText, HubError, normaliseHeader } from '@kommunhub/schema';
import type { DetectedEncoding } from './detect-encoding.js';
import type { FoundFile } from './find-files.js';
import { isMojibake } from './mojibake.js';
import { readRecords } from './read-records.js';

/** The header of a file: which cell of a row belongs to which column. */
export interface Header {
  readonly delimiter: string;
  readonly detected: boolean;
  /** Row number of the header, 1 being the first row of the file. */
  readonly row: number;
  /** Cells that a row has at least, up to the last header with a name. */
  readonly width: number;
  readonly columns: readonly { readonly name: string; readonly header: string; readonly index: number }[];
  readonly absent: readonly string[];
  readonly ignored: readonly string[];
}

interface Candidate {
  readonly delimiter: string;
  readonly row: number;
  readonly cells: readonly string[];
  readonly score: number;
  /** Whether a row below has as many cells: then no value has run into the header, and it may be shown. */
  readonly isWhole: boolean;
}

const delimiters = [';', '\t', '|', ','];
const searchedRows = 30;

/**
 * Finds header and delimiter together: the row, among the first thirty, that
 * names most of the columns asked for. Titles above it are passed over.
 */
export async function findHeader(
  file: FoundFile,
  encoding: DetectedEncoding['encoding'],
  declared: string | undefined,
  columns: readonly ColumnRequest[],
): Promise<Header | readonly AdapterFault[]> {
  const known = new Set(columns.flatMap(({ name, aliases }) => [name, ...aliases]).map(normaliseHeader));
  const tried = declared === undefined ? delimiters : [declared];
  let best: Candidate | null = null;
  let broken: number | null = null;
  for (const delimiter of tried) {
    const records = await firstRecords(file, encoding, delimiter);
    for (const [index, cells] of records.entries()) {
      if (cells.some(isMojibake)) broken ??= index + 1;
      const score = new Set(cells.map(normaliseHeader).filter((header) => known.has(header))).size;
      if (best !== null && score <= best.score) continue;
      const isWhole = records.slice(index + 1).some(({ length }) => length === cells.length);
      best = { delimiter, row: index + 1, cells, score, isWhole };
    }
  }
  if (best === null) return [adapterFault('SOURCE_EMPTY', file.name)];
  const expected = columns.filter(({ optional }) => !optional).length;
  // Below half it is no header but some row that happens to share a word with it.
  if (best.score === 0 || best.score * 2 < expected) {
    return broken === null
      ? [adapterFault('SOURCE_HEADER_MISSING', file.name, { rows: searchedRows })]
      : [adapterFault('SOURCE_MOJIBAKE', file.name, { row: broken, column: '–' })];
  }
  return matchColumns(file, best, declared === undefined, columns);
}

async function firstRecords(
  file: FoundFile,
  encoding: DetectedEncoding['encoding'],
  delimiter: string,
): Promise<string[][]> {
  const records: string[][] = [];
  try {
    for await (const record of readRecords(file, { encoding, delimiter, to: searchedRows }))
      records.push(record);
  } catch (error) {
    // The wrong delimiter may well leave a quotation mark open; with the right one reading tells it again.
    if (!(error instanceof HubError) || error.code !== 'SOURCE_REFUSED') throw error;
  }
  return records;
}

function matchColumns(
  file: FoundFile,
  { delimiter, row, cells, isWhole }: Candidate,
  detected: boolean,
  columns: readonly ColumnRequest[],
): Header | readonly AdapterFault[] {
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
      faults.push(adapterFault('SOURCE_COLUMN_TWICE', file.name, { column: column.name }));
    }
    found.push({ name: column.name, header: headers[index] ?? '', index });
  }
  if (missing.length > 0 && cells.some(isMojibake)) {
    return [adapterFault('SOURCE_MOJIBAKE', file.name, { row, column: '–' })];
  }
  const taken = new Set(found.map(({ index }) => index));
  const others = headers.filter((header, index) => header !== '' && !taken.has(index));
  const ignored = isWhole ? others.filter(isHeaderText) : [];
  for (const column of missing.filter(({ optional }) => !optional)) {
    const near = nearest(column.name, ignored);
    faults.push(
      near === null
        ? adapterFault('SOURCE_COLUMN_MISSING', file.name, { column: column.name })
        : adapterFault('SOURCE_COLUMN_MISSING_NEAR', file.name, { column: column.name, nearest: near }),
    );
  }
  if (faults.length > 0) return faults;
  const width = headers.findLastIndex((header) => header !== '') + 1;
  const absent = missing.map(({ name }) => name);
  const ordered = found.toSorted((left, right) => left.index - right.index);
  return { delimiter, detected, row, width, columns: ordered, absent, ignored };
}

/** Headers may be shown, values may not: what has a date's or number's worth of digits is not taken for a header. */
function isHeaderText(text: string): boolean {
  return text.length <= 60 && (text.match(/\d/g) ?? []).length < 6;
}
