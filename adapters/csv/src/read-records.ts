import { pipeline } from 'node:stream';
import { adapterFault, type FoundFile, fileError, streamOf } from '@kommunhub/adapter-kit';
import { HubError, SourceRefusedError } from '@kommunhub/schema';
import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import type { DetectedEncoding } from './detect-encoding.js';

/** Longer than any row of a case system; a quotation mark left open must not swallow the file into memory. */
const longestRecord = 1_000_000;

// windows-1252 is iso-8859-1 with letters where the latter has control codes nobody writes.
const iconvName = (encoding: DetectedEncoding['encoding']) =>
  encoding === 'iso-8859-1' ? 'windows-1252' : encoding;

export interface RecordOptions {
  readonly encoding: DetectedEncoding['encoding'];
  readonly delimiter: string;
  /** Stops after so many records. */
  readonly to?: number;
}

/**
 * Streams the records of a file as cells; blank lines are records of one empty cell.
 *
 * @throws SourceRefusedError when a quotation mark is never closed.
 * @throws SourceUnavailableError when the file cannot be read to its end.
 */
export async function* readRecords(file: FoundFile, options: RecordOptions): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter: options.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: longestRecord,
    ...(options.to === undefined ? {} : { to: options.to }),
  });
  // Errors reach the loop below through the parser, which pipeline destroys with them.
  pipeline(streamOf(file), iconv.decodeStream(iconvName(options.encoding)), parser, () => undefined);
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      yield record;
    }
  } catch (error) {
    throw error instanceof HubError ? error : recordError(file, row, error);
  } finally {
    parser.destroy();
  }
}

function recordError(file: FoundFile, row: number, error: unknown): HubError {
  if (!(error instanceof CsvError)) return fileError(file.name, error);
  const isOpenQuote = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
  const fault = adapterFault(isOpenQuote ? 'SOURCE_QUOTE_OPEN' : 'SOURCE_UNPARSABLE', file.name, { row });
  // csv-parse puts the text at fault into its errors, so this cause is not kept.
  return new SourceRefusedError(`${file.name}: ${fault.message}`, { faults: [fault] });
}
