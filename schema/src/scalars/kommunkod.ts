import { kommunByCode, regionByCode } from '../reference/index.js';
import { blank, type Parsed, rejected, value } from './parsed.js';
import { cleanText } from './text.js';

/** Reads a kommun code; one that a spreadsheet took for a number gets its leading zero back (`781` is 0781). */
export function parseKommunkod(text: string): Parsed<string, 'KOMMUNKOD_FORM' | 'KOMMUNKOD_UNKNOWN'> {
  const cleaned = cleanText(text);
  if (cleaned === '') return blank;
  if (!/^\d{3,4}$/u.test(cleaned)) return rejected('KOMMUNKOD_FORM');
  const code = cleaned.padStart(4, '0');
  return kommunByCode(code) === undefined ? rejected('KOMMUNKOD_UNKNOWN') : value(code);
}

/** The same for who counts: a region by its whole code of four digits too. */
export function parseCountingCode(text: string): Parsed<string, 'KOMMUNKOD_FORM' | 'KOMMUNKOD_UNKNOWN'> {
  const code = cleanText(text);
  return regionByCode(code) === undefined ? parseKommunkod(text) : value(code);
}
