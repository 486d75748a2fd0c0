import {
  addMonths,
  type CalendarDate,
  lastDayOf,
  type Period,
  printPeriod,
  referenceOf,
  releasedPeriodsOf,
  type StatisticTable,
  statisticTables,
} from '@kommunhub/schema';

/** A table and period, and the day from which it can be released. */
export interface DueRelease {
  readonly table: StatisticTable;
  readonly period: Period;
  readonly dueOn: CalendarDate;
}

/** The day of the month on which tables are released and corrected. */
export function releaseDay(month: CalendarDate, day: number): CalendarDate {
  return `${month.slice(0, 8)}${String(day).padStart(2, '0')}`;
}

/** The first release day of the month after the last day that the period tells of. */
export function dueOn({ timing }: StatisticTable, period: Period, day: number): CalendarDate {
  return releaseDay(addMonths(lastDayOf(referenceOf(timing, period)), 1), day);
}

/**
 * What is to be released by the day: the last whole year and what has ended of
 * this one, each period in the order in which they end and in it the tables in theirs.
 * The table of coverage follows the others and is not among them.
 */
export function dueReleases(today: CalendarDate, day: number): readonly DueRelease[] {
  const year = Number(today.slice(0, 4));
  const periods: readonly Period[] = [{ kind: 'YEAR', year: year - 1 }, ...releasedPeriodsOf(year)];
  return periods.flatMap((period) =>
    statisticTables
      .filter(({ id }) => id !== 'tackning')
      .map((table) => ({ table, period, dueOn: dueOn(table, period, day) }))
      .filter((due) => due.dueOn <= today),
  );
}

/** The next day on or after the given one on which corrections are made. */
export function nextReleaseDay(today: CalendarDate, day: number): CalendarDate {
  const ofMonth = releaseDay(today, day);
  return today <= ofMonth ? ofMonth : releaseDay(addMonths(`${today.slice(0, 8)}01`, 1), day);
}

export const nameOf = ({ table, period }: Pick<DueRelease, 'table' | 'period'>): string =>
  `${table.id} ${printPeriod(period)}`;
