import { type CalendarDate, decimalScales, parsePersonnummer } from '../scalars/index.js';
import type { Fields } from './field-reader.js';

export interface CheckContext {
  readonly today: CalendarDate;
}

/** Karensavdrag replaced karensdag on 1 January 2019 (lag 1991:1047, 6 §); spells before it are not computed. */
export const earliestSickDay = '2019-01-01';

/** SEK with öre, up to what no claim reaches. */
export const money = { decimals: decimalScales.money, most: 10_000_000 } as const;

/** A share of 1. */
export const rate = { decimals: decimalScales.rate, most: 1, above: 'RATE_ABOVE_ONE' } as const;

/** A number in its canonical form; null when absent. A wrong check digit is no fault: sources hold such. */
export function readPersonnummer(
  fields: Fields,
  name: string,
  today: CalendarDate,
): { readonly canonical: string; readonly birthYear: number | null } | null | undefined {
  const text = fields.text(name, 40);
  if (text === null || text === undefined) return text;
  const read = parsePersonnummer(text, today);
  if (read.kind !== 'value' || read.value.canonical === null) return fields.fault(name, 'PERSONNUMMER_FORM');
  return { canonical: read.value.canonical, birthYear: read.value.birthYear };
}

/** Codes of documents; a list that is absent is empty. */
export function readDocumentCodes(fields: Fields, name: string): readonly string[] {
  const items = fields.list(name, 100) ?? [];
  return items.flatMap(({ raw, path }) => {
    const isCode = typeof raw === 'string' && /^[\p{L}\p{M}\p{N}_.:-]{1,100}$/u.test(raw);
    return isCode ? [raw.normalize('NFC')] : (fields.reader.fault(path, 'DOCUMENT_CODE') ?? []);
  });
}
