import { type CalendarDate, containsPersonnummer } from '@kommunhub/schema';

/** A longer text is rather a note that ran into the column than a code. */
const longestCode = 80;

/**
 * The value of an unknown code as the nämnd's IT may see it: codes are not
 * about a person, but a mistaken mapping brings anything there. Null for what
 * holds a personnummer or so many digits that it may be a mistyped one, and
 * for long texts.
 */
export function shownCode(value: string, today: CalendarDate): string | null {
  const hidesNumber = containsPersonnummer(value, today) || /\d{6}/.test(value);
  return hidesNumber || value.length > longestCode ? null : value;
}
