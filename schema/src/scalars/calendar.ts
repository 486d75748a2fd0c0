/**
 * A day of the calendar as `YYYY-MM-DD`, without time zone. Such texts sort
 * and compare as the days do.
 */
export type CalendarDate = string;

const millisecondsPerDay = 86_400_000;

const form = /^(\d{4})-(\d{2})-(\d{2})$/u;

function utcDay(year: number, month: number, day: number): Date {
  const date = new Date(0);
  // Date.UTC takes the years 0–99 for 1900–1999; setUTCFullYear does not.
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

/** The date, or null when the calendar has no such day (31 February). */
export function calendarDate(year: number, month: number, day: number): CalendarDate | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return null;
  }
  const pad = (part: number, width: number) => String(part).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Whether the text is a day that exists, in the form `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  const [, year, month, day] = form.exec(text) ?? [];
  return year !== undefined && calendarDate(Number(year), Number(month), Number(day)) !== null;
}

export function daysInMonth(year: number, month: number): number {
  return utcDay(year, month + 1, 0).getUTCDate();
}

/**
 * The same day-number that many months later or earlier, or the month's last
 * day where it has no such number: 2026-01-31 and three months is 2026-04-30
 * (the reading of three months in LSS 28 f §).
 *
 * @throws RangeError when the date is none, or the sum leaves the years 1–9999.
 */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return existing(calendarDate(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth))));
}

/** @throws RangeError when the date is none, or the sum leaves the years 1–9999. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const { year, month, day } = partsOf(date);
  const sum = utcDay(year, month, day + days);
  return existing(calendarDate(sum.getUTCFullYear(), sum.getUTCMonth() + 1, sum.getUTCDate()));
}

/** Calendar days from the first to the second date, negative when the second is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  const at = (date: CalendarDate) => {
    const { year, month, day } = partsOf(date);
    return utcDay(year, month, day).getTime();
  };
  return Math.round((at(to) - at(from)) / millisecondsPerDay);
}

/** Whether the date lies in the interval, closed at both ends; a null end is open. */
export function isWithin(date: CalendarDate, from: CalendarDate | null, to: CalendarDate | null): boolean {
  return (from === null || from <= date) && (to === null || date <= to);
}

const stockholm = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day it is in Stockholm at the instant: an export made at 00:30 local time belongs to the new day. */
export function dayInStockholm(instant: Date): CalendarDate {
  const parts = new Map(stockholm.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return existing(calendarDate(parts.get('year') ?? 0, parts.get('month') ?? 0, parts.get('day') ?? 0));
}

function partsOf(date: CalendarDate): {
  year: number;
  month: number;
  day: number;
} {
  if (!isCalendarDate(date)) throw new RangeError('A calendar date has the form YYYY-MM-DD and exists.');
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  };
}

function existing(date: CalendarDate | null): CalendarDate {
  if (date === null) throw new RangeError('The date leaves the calendar of the years 1 to 9999.');
  return date;
}
