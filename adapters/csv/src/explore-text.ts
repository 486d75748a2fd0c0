import { basename, dirname } from 'node:path';
import {
  describeFile,
  type ExploredTable,
  type FileExplorer,
  type FoundFile,
  searchedRows,
} from '@kommunhub/adapter-kit';
import { HubError } from '@kommunhub/schema';
import { type DetectedEncoding, detectEncoding } from './detect-encoding.js';
import { delimiters } from './find-header.js';
import { readRecords } from './read-records.js';

/** Looks into a text file: its encoding and delimiter are guessed as when it is read by a mapping. */
export const textExplorer: FileExplorer = {
  extensions: ['.csv', '.txt', '.tsv'],

  async explore(path, headersIn): Promise<readonly ExploredTable[]> {
    const file = await describeFile(dirname(path), basename(path));
    const { encoding } = await detectEncoding(file, undefined);
    const delimiter = await guessDelimiter(file, encoding, headersIn);
    return [{ from: { file: file.name }, rows: () => readRecords(file, { encoding, delimiter }) }];
  },
};

/** The delimiter by which a row has most known headers; where none has any, most cells. */
async function guessDelimiter(
  file: FoundFile,
  encoding: DetectedEncoding['encoding'],
  headersIn: (cells: readonly string[]) => number,
): Promise<string> {
  let best = { delimiter: delimiters[0]!, score: -1 };
  for (const delimiter of delimiters) {
    try {
      for await (const cells of readRecords(file, { encoding, delimiter, to: searchedRows })) {
        const score = headersIn(cells) * 1000 + cells.length;
        if (score > best.score) best = { delimiter, score };
      }
    } catch (error) {
      // The wrong delimiter may leave a quotation mark open; the right one tells of it when it is read.
      if (!(error instanceof HubError) || error.code !== 'SOURCE_REFUSED') throw error;
    }
  }
  return best.delimiter;
}
