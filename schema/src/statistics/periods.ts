import { addDays, addMonths, type CalendarDate } from '../scalars/index.js';

/**
 * A released period: `2026` or `2026Q3`; the own nämnd also has months, `2026-09`.
 */
export type Period =
  | { readonly kind: 'YEAR'; readonly year: number }
  | { readonly kind: 'QUARTER'; readonly year: number; readonly quarter: 1 | 2 | 3 | 4 }
  | { readonly kind: 'MONTH'; readonly year: number; readonly month: number };

/**
 * How a table relates to time: the state of the first day, or of the last, or
 * what happened over a year.
 *
 * What happened is told of a calendar year and, by quarter, of the four
 * quarters that end with it. So no period of a table is a sum or a part of
 * others, and none can be had by taking one from another.
 */
export type Timing = 'FIRST_DAY' | 'LAST_DAY' | 'FLOW';

/** The day or the closed interval of which figures tell. */
export type Reference =
  | { readonly on: CalendarDate }
  | { readonly from: CalendarDate; readonly to: CalendarDate };

const form = /^(\d{4})(?:Q([1-4])|-(0[1-9]|1[0-2]))?$/;

/** The period that the text names, or null for any other text. */
export function parsePeriod(text: string): Period | null {
  const [, year, quarter, month] = form.exec(text) ?? [];
  if (year === undefined || Number(year) < 1990 || Number(year) > 2199) return null;
  if (quarter !== undefined)
    return { kind: 'QUARTER', year: Number(year), quarter: Number(quarter) as 1 | 2 | 3 | 4 };
  if (month !== undefined) return { kind: 'MONTH', year: Number(year), month: Number(month) };
  return { kind: 'YEAR', year: Number(year) };
}

export function printPeriod(period: Period): string {
  if (period.kind === 'YEAR') return String(period.year);
  if (period.kind === 'QUARTER') return `${period.year}Q${period.quarter}`;
  return `${period.year}-${String(period.month).padStart(2, '0')}`;
}

/**
 * Whether the period is released: years, and quarters but the fourth, which
 * would tell what the year tells.
 */
export function isReleasedPeriod(period: Period): boolean {
  return period.kind === 'YEAR' || (period.kind === 'QUARTER' && period.quarter !== 4);
}

/** The periods released of a calendar year, in the order in which they end. */
export function releasedPeriodsOf(year: number): readonly Period[] {
  const quarters = ([1, 2, 3] as const).map((quarter): Period => ({ kind: 'QUARTER', year, quarter }));
  return [...quarters, { kind: 'YEAR', year }];
}

/**
 * What a period of a table tells of.
 *
 * The year of a state on the first day is 1 October, the day of the register
 * (LSS 15 a §; SOSFS 2005:21).
 */
export function referenceOf(timing: Timing, period: Period): Reference {
  const [from, to] = daysOf(period);
  if (timing === 'LAST_DAY') return { on: to };
  if (timing === 'FIRST_DAY') return { on: period.kind === 'YEAR' ? `${period.year}-10-01` : from };
  return period.kind === 'QUARTER' ? { from: addMonths(addDays(to, 1), -12), to } : { from, to };
}

/** The last day of which the period of a table tells: it can be released only after. */
export function lastDayOf(reference: Reference): CalendarDate {
  return 'on' in reference ? reference.on : reference.to;
}

/** First and last day of the period in the calendar. */
export function daysOf(period: Period): readonly [CalendarDate, CalendarDate] {
  const months = { YEAR: 12, QUARTER: 3, MONTH: 1 }[period.kind];
  const month =
    period.kind === 'QUARTER' ? period.quarter * 3 - 2 : period.kind === 'MONTH' ? period.month : 1;
  const from = `${period.year}-${String(month).padStart(2, '0')}-01`;
  return [from, addDays(addMonths(from, months), -1)];
}
