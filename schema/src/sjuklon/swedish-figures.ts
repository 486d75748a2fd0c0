import type { CalendarDate, Decimal } from '../scalars/index.js';

/** Figures as Swedish texts write them; the space between thousands does not break. */

/** `3179.31` is `3 179,31 kr`. */
export function kronor(amount: Decimal): string {
  const [integer = '', fraction = ''] = amount.split('.');
  return `${grouped(integer)},${fraction.padEnd(2, '0')} kr`;
}

/** `0.3142` is `31,42 %`. */
export function percent(rate: Decimal): string {
  const [integer = '', fraction = ''] = rate.split('.');
  const digits = integer + fraction.padEnd(2, '0');
  const before = digits.slice(0, integer.length + 2).replace(/^0+(?=\d)/u, '');
  const after = digits.slice(integer.length + 2).replace(/0+$/u, '');
  return `${before}${after === '' ? '' : `,${after}`} %`;
}

/** `7.5` is `7,5`. */
export function quantity(decimal: Decimal): string {
  return decimal.replace('.', ',');
}

const months = [
  'januari',
  'februari',
  'mars',
  'april',
  'maj',
  'juni',
  'juli',
  'augusti',
  'september',
  'oktober',
  'november',
  'december',
] as const;

/** `2026-03-13` is `13 mars 2026`. */
export function longDate(date: CalendarDate): string {
  return `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

function grouped(digits: string): string {
  return digits.length <= 3 ? digits : digits.replace(/\B(?=(?:\d{3})+$)/gu, '\u00a0');
}
