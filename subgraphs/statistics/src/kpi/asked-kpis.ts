import {
  BadInputError,
  type Caller,
  daysOf,
  ForbiddenError,
  isReleasedKpi,
  isReleasedPeriod,
  type Kpi,
  keyReachesTable,
  kpiById,
  kpis,
  type Period,
  parsePeriod,
  printPeriod,
  releasedPeriodsOf,
  tablesOf,
} from '@kommunhub/schema';

/** More values than this are asked for in parts. */
export const MOST_VALUES = 50_000;
const mostPeriods = 40;
const mostPlaces = 1000;

/** @throws BadInputError for a code that is no key figure. */
export function kpisByCodes(codes: readonly string[]): readonly Kpi[] {
  return [...new Set(codes)].map((code) => {
    const kpi = kpiById(code);
    if (kpi === undefined)
      throw new BadInputError(
        'One of the codes is no key figure that is carried; kpiDefinitions lists them.',
      );
    return kpi;
  });
}

/**
 * The key figures asked for; without codes those that released tables answer
 * for such a period, as far as the caller's key reaches.
 *
 * @throws ForbiddenError for one made of a table that the caller's key does not reach.
 */
export function releasedKpisAsked(
  caller: Pick<Caller, 'keyScope'>,
  codes: readonly string[] | null,
  kind: Period['kind'],
): readonly Kpi[] {
  const reaches = (kpi: Kpi) => tablesOf(kpi).every((table) => keyReachesTable(caller, table));
  if (codes === null)
    return kpis.filter((kpi) => isReleasedKpi(kpi) && kpi.periods.includes(kind) && reaches(kpi));
  const asked = kpisByCodes(codes);
  if (!asked.every(reaches))
    throw new ForbiddenError('The key does not reach the tables that the key figure is made of.');
  return asked;
}

/** @throws BadInputError for a text that names no period. */
export function readPeriod(text: string): Period {
  const period = parsePeriod(text);
  if (period === null)
    throw new BadInputError('A period is written as 2026, 2026Q3 or, in the own nämnd, 2026-09.');
  return period;
}

/** @throws BadInputError for a month or a fourth quarter: those are not released. */
export function readReleasedPeriod(text: string): Period {
  const period = readPeriod(text);
  if (isReleasedPeriod(period)) return period;
  throw new BadInputError(
    period.kind === 'MONTH'
      ? 'Months are for the own nämnd only: ask ownKpis. Across kommuner there are quarters and years.'
      : 'A fourth quarter is told as its year.',
  );
}

/**
 * The released periods of one kind from the first to the last.
 *
 * @throws BadInputError when the two are of different kinds, turned round, or too far apart.
 */
export function periodsBetween(from: string, to: string): readonly string[] {
  const [first, last] = [readReleasedPeriod(from), readReleasedPeriod(to)];
  if (first.kind !== last.kind) throw new BadInputError('A series is of years or of quarters, not of both.');
  if (daysOf(first)[0] > daysOf(last)[0]) throw new BadInputError('The series ends before it begins.');
  const years = Array.from({ length: last.year - first.year + 1 }, (_, index) => first.year + index);
  const between = years
    .flatMap((year) => releasedPeriodsOf(year))
    .filter(({ kind }) => kind === first.kind)
    .map(printPeriod)
    .filter((period) => period >= from && period <= to);
  if (between.length > mostPeriods) throw new BadInputError(`A series has at most ${mostPeriods} periods.`);
  return between;
}

/**
 * The codes of kommuner and other places asked for, each once; null for every place.
 *
 * @throws BadInputError for more places than a nation has.
 */
export function placesAsked(
  kommunCodes: readonly string[] | null,
  areas: readonly string[] | null,
): readonly string[] | null {
  if (kommunCodes === null && areas === null) return null;
  const places = [...new Set([...(kommunCodes ?? []), ...(areas ?? [])])];
  if (places.length > mostPlaces)
    throw new BadInputError(`A question is about at most ${mostPlaces} places.`);
  return places;
}

/** @throws BadInputError for more values than one answer holds. */
export function refuseTooMany(kpis: number, places: number, periods: number): void {
  if (kpis * places * periods > MOST_VALUES)
    throw new BadInputError(`An answer has at most ${MOST_VALUES} values; ask in parts.`);
}
