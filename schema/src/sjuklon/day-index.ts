import type { CalendarDate } from '../scalars/index.js';

const millisecondsPerDay = 86_400_000;

/** The day's place in an unbroken count of days, for dates that have been checked. */
export function dayIndexOf(date: CalendarDate): number {
  const year = Number(date.slice(0, 4));
  return Date.UTC(year, Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / millisecondsPerDay;
}

/** Minutes since the day began, of `HH:MM`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** From and to in minutes over all days, the end left out; undefined when the shift has no times. */
export type TimeSpan = readonly [from: number, to: number];

/** When a shift with times takes place; an end that is not after the start lies on the next day. */
export function timeSpanOf(shift: {
  readonly date: CalendarDate;
  readonly start: string | null;
  readonly end: string | null;
}): TimeSpan | undefined {
  if (shift.start === null || shift.end === null) return undefined;
  const day = dayIndexOf(shift.date) * 1440;
  const [start, end] = [minutesOf(shift.start), minutesOf(shift.end)];
  return [day + start, day + (end > start ? end : end + 1440)];
}

export function spansOverlap(a: TimeSpan, b: TimeSpan): boolean {
  return a[0] < b[1] && b[0] < a[1];
}
