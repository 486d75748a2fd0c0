import type { CalendarDate } from './calendar.js';

/** The latest year with these last two digits in which the day is not after today. */
export function yearOfTwoDigits(twoDigits: number, month: number, day: number, today: CalendarDate): number {
  const thisYear = Number(today.slice(0, 4));
  const year = thisYear - ((((thisYear - twoDigits) % 100) + 100) % 100);
  const pad = (part: number) => String(part).padStart(2, '0');
  return year === thisYear && `${pad(month)}-${pad(day)}` > today.slice(5) ? year - 100 : year;
}
