import {
  isReleasedPeriod,
  lastDayOf,
  type Period,
  printPeriod,
  referenceOf,
  releasedPeriodsOf,
  type Timing,
} from '../statistics/index.js';

function stickyPeriods(timing: Timing, period: Period): readonly Period[] {
  if (!isReleasedPeriod(period)) return [];
  const reference = referenceOf(timing, period);
  const from = 'from' in reference ? reference.from : null;
  return [period.year - 1, period.year].flatMap(releasedPeriodsOf).filter((other) => {
    const theirs = referenceOf(timing, other);
    const isEarlier = lastDayOf(theirs) < lastDayOf(reference);
    return isEarlier && (other.year === period.year || (from !== null && lastDayOf(theirs) >= from));
  });
}

/**
 * The earlier periods of a table whose suppressed places stay suppressed in
 * the period: those of its calendar year and, of what happened over a year,
 * every one that shares a quarter with it. Shared quarters bind the figures:
 * where one year is told to have had none, the next quarters are told apart.
 */
export function stickyPeriodNames(timing: Timing, period: Period): readonly string[] {
  return stickyPeriods(timing, period).map(printPeriod);
}

/**
 * The later periods that the period binds. One that is released after them, by
 * hand, is bound by what they suppressed, or the two would have different patterns.
 */
export function boundPeriodNames(timing: Timing, period: Period): readonly string[] {
  const later = [period.year, period.year + 1].flatMap(releasedPeriodsOf);
  const own = printPeriod(period);
  return later.filter((other) => stickyPeriodNames(timing, other).includes(own)).map(printPeriod);
}
