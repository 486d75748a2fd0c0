import {
  type AdapterFault,
  adapterFault,
  type ColumnRequest,
  type FoundFile,
  headerScore,
  isHeaderScore,
  isMojibake,
  type MatchedHeader,
  matchHeader,
  searchedRows,
} from '@kommunhub/adapter-kit';
import { HubError } from '@kommunhub/schema';
import type { DetectedEncoding } from './detect-encoding.js';
import { readRecords } from './read-records.js';

/** The header of a file: which cell of a row belongs to which column. */
export interface Header extends MatchedHeader {
  readonly delimiter: string;
  readonly detected: boolean;
  /** Row number of the header, 1 being the first row of the file. */
  readonly row: number;
}

interface Candidate {
  readonly delimiter: string;
  readonly row: number;
  readonly cells: readonly string[];
  readonly score: number;
  /** Whether a row below has as many cells: then no value has run into the header, and it may be shown. */
  readonly isWhole: boolean;
}

export const delimiters = [';', '\t', '|', ','];

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
  const scoreOf = headerScore(columns);
  const tried = declared === undefined ? delimiters : [declared];
  let best: Candidate | null = null;
  let broken: number | null = null;
  for (const delimiter of tried) {
    const records = await firstRecords(file, encoding, delimiter);
    for (const [index, cells] of records.entries()) {
      if (cells.some(isMojibake)) broken ??= index + 1;
      const score = scoreOf(cells);
      if (best !== null && score <= best.score) continue;
      const isWhole = records.slice(index + 1).some(({ length }) => length === cells.length);
      best = { delimiter, row: index + 1, cells, score, isWhole };
    }
  }
  if (best === null) return [adapterFault('SOURCE_EMPTY', file.name)];
  if (!isHeaderScore(best.score, columns)) {
    return broken === null
      ? [adapterFault('SOURCE_HEADER_MISSING', file.name, { rows: searchedRows })]
      : [adapterFault('SOURCE_MOJIBAKE', file.name, { row: broken, column: '–' })];
  }
  const { delimiter, row, cells, isWhole } = best;
  const matched = matchHeader(cells, columns, { path: file.name, row, showsHeaders: isWhole });
  return 'columns' in matched ? { ...matched, delimiter, detected: declared === undefined, row } : matched;
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
