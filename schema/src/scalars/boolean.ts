import { blank, type Parsed, rejected, value } from './parsed.js';
import { cleanText } from './text.js';

const words: ReadonlyMap<string, boolean> = new Map([
  ...['ja', 'j', '1', 'x', 'true', 'sant', 'yes', 'y'].map((word) => [word, true] as const),
  ...['nej', 'n', '0', 'false', 'falskt', 'no'].map((word) => [word, false] as const),
]);

/** Reads ja/nej, J/N, 1/0, X, true/false. In a column of crosses the mapping takes `blank` as no. */
export function parseBoolean(text: string): Parsed<boolean, 'BOOLEAN_FORM'> {
  const word = cleanText(text).toLowerCase();
  if (word === '') return blank;
  const read = words.get(word);
  return read === undefined ? rejected('BOOLEAN_FORM') : value(read);
}
