import {
  add,
  divide,
  type Fraction,
  fractionOf,
  isLess,
  least,
  multiply,
  subtract,
  whole,
  zero,
} from './fraction.js';
import type { JudgedShift } from './judge-shifts.js';
import { substituteOf } from './same-person.js';
import type { ShiftInput } from './sjuklon-input.js';
import type { SjuklonPolicy } from './sjuklon-policy.js';

/** Document by which the person certifies that assistance was given. */
export const assistanceCertificate = 'INTYG_UTFORD_ASSISTANS';

/** How much of a shift a substitute is shown to have worked. */
export interface Coverage {
  readonly coveredHours: Fraction;
  /** Hours of a substitute beyond the shift, or the day with PER_DAG. */
  readonly hasSurplus: boolean;
}

/** The coverage of each shift, in the same order. Shifts cut for other reasons lend no hours to a pool. */
export function coverageOf(
  shifts: readonly JudgedShift[],
  policy: SjuklonPolicy,
  documents: readonly string[],
): readonly Coverage[] {
  const isCertified = policy.vikarieKrav === 'INTYG' && documents.includes(assistanceCertificate);
  const tolerance = divide(whole(policy.vikarieToleransMin), whole(60));
  const days = policy.vikarieKrav === 'PER_DAG' ? poolDays(shifts, tolerance) : undefined;
  return shifts.map(({ shift, hours, reasons }) => {
    const pool = reasons.length === 0 ? days?.get(shift.date) : undefined;
    if (pool !== undefined) {
      return { coveredHours: multiply(hours, pool.share), hasSurplus: pool.hasSurplus };
    }
    const worked = isCertified && shift.substituteHours === null ? hours : substituteHoursOf(shift, hours);
    return { coveredHours: within(worked, hours, tolerance), hasSurplus: isLess(hours, worked) };
  });
}

/** Without hours the substitute took the whole shift; hours without a substitute cover nothing (reading 4). */
function substituteHoursOf(shift: ShiftInput, hours: Fraction): Fraction {
  if (substituteOf(shift) === undefined) return zero;
  return shift.substituteHours === null ? hours : fractionOf(shift.substituteHours);
}

/**
 * All of the time when what lacks is within the tolerance, else the time worked.
 * Where nobody worked at all nothing is covered, however short the shift is.
 */
function within(worked: Fraction, hours: Fraction, tolerance: Fraction): Fraction {
  if (worked.n === 0n) return zero;
  const uncovered = subtract(hours, worked);
  return isLess(tolerance, uncovered) ? worked : hours;
}

interface DayPool {
  /** The part of the day's scheduled hours that substitutes worked, the same for each of its shifts. */
  readonly share: Fraction;
  readonly hasSurplus: boolean;
}

function poolDays(shifts: readonly JudgedShift[], tolerance: Fraction): ReadonlyMap<string, DayPool> {
  const days = new Map<string, { hours: Fraction; worked: Fraction }>();
  for (const { shift, hours, reasons } of shifts) {
    if (reasons.length > 0) continue;
    const day = days.get(shift.date) ?? { hours: zero, worked: zero };
    days.set(shift.date, {
      hours: add(day.hours, hours),
      worked: add(day.worked, substituteHoursOf(shift, hours)),
    });
  }
  return new Map(
    [...days].map(([date, { hours, worked }]) => [
      date,
      {
        share: divide(within(least(worked, hours), hours, tolerance), hours),
        hasSurplus: isLess(hours, worked),
      },
    ]),
  );
}
