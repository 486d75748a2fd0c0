import { compactDateOf, type Day, dateOf } from '../calendar.js';
import type { SourceStyle } from '../data/source-styles.js';
import type { DemoPerson } from '../people/demo-person.js';

export function dateCell(day: Day | null, { dateForm }: SourceStyle): string {
  if (day === null) return '';
  return dateForm === 'ISO' ? dateOf(day) : compactDateOf(day);
}

/** The last day of a decision that holds from `from`; decisions without interval have neither. */
export function endCell(from: Day | null, to: Day | null, style: SourceStyle): string {
  return from !== null && to === null ? style.openEnd : dateCell(to, style);
}

/** A number as the source writes it; a reservnummer has one form only. */
export function numberCell({ idType, number, protection }: DemoPerson, { numberForm }: SourceStyle): string {
  if (number === null) return protection === 'INGEN' ? '' : 'SEKRETESS';
  if (idType === 'RESERVNUMMER') return number;
  switch (numberForm) {
    case 'CENTURY':
      return number;
    case 'CENTURY_HYPHEN':
      return `${number.slice(0, 8)}-${number.slice(8)}`;
    case 'HYPHEN':
      return `${number.slice(2, 8)}-${number.slice(8)}`;
    case 'PLAIN':
      return number.slice(2);
  }
}

/** Decimal comma. */
export function amountCell(value: string): string {
  return value.replace('.', ',');
}
