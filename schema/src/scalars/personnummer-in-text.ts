import type { CalendarDate } from './calendar.js';
import { parsePersonnummer } from './personnummer.js';

/** Stands where a number was; holds nothing of it, not even its length. */
const mask = '********-****';

interface Span {
  readonly start: number;
  readonly end: number;
}

const dash = '[-+\\u2010-\\u2015\\u2212]';
/** With a sign or space before the last four: may stand anywhere, also behind a year (`2024640823-3234`). */
const parted = new RegExp(`(?:\\d{8}|\\d{6})(?:\\s?${dash}\\s?|\\s)\\d{4}`, 'uy');
/** Twelve digits may stand anywhere in a longer run: the century makes a chance hit rare. */
const twelve = /(?:18|19|20)\d{10}/uy;
/** Ten digits only at the beginning or end of a run, or every long serial number would hold one. */
const ten = /(?<!\d)\d{10}|\d{10}(?!\d)/uy;
const reserve = new RegExp(
  `(?:\\d{8}|\\d{6})\\s?${dash}?\\s?(?:T\\d{3}|TF\\d{2}|X\\d{3})(?![\\p{L}\\d])`,
  'iuy',
);
const forms = [parted, twelve, ten, reserve];

/**
 * Whether the text holds a personnummer, samordningsnummer or reservnummer,
 * with or without century and hyphen, as case numbers sometimes do. A number
 * counts only with a date that exists and a right check digit.
 */
export function containsPersonnummer(text: string, today: CalendarDate): boolean {
  return findNumber(text, today) !== null;
}

/** The text with every number that {@link containsPersonnummer} sees replaced by asterisks. */
export function maskPersonnummer(text: string, today: CalendarDate): string {
  let masked = text;
  for (let span = findNumber(masked, today); span !== null; span = findNumber(masked, today)) {
    masked = masked.slice(0, span.start) + mask + masked.slice(span.end);
  }
  return masked;
}

function findNumber(text: string, today: CalendarDate): Span | null {
  for (let start = 0; start < text.length; start++) {
    if (!/\d/u.test(text.charAt(start))) continue;
    for (const form of forms) {
      form.lastIndex = start;
      const found = form.exec(text)?.[0];
      if (found !== undefined && isNumber(found, today)) return { start, end: start + found.length };
    }
  }
  return null;
}

function isNumber(text: string, today: CalendarDate): boolean {
  const read = parsePersonnummer(text, today);
  if (read.kind !== 'value' || read.value.idType === 'SAKNAS') return false;
  return read.value.warnings.length === 0;
}
