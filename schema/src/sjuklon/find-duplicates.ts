import type { CalendarDate, Decimal } from '../scalars/index.js';
import { dayIndexOf, spansOverlap, timeSpanOf } from './day-index.js';
import type { ShiftType } from './sjuklon-input.js';

/**
 * A shift of a claim, with keys instead of persons: two shifts are of the same
 * assistant exactly when their keys are equal. Null is nobody known.
 */
export interface ClaimedShift {
  readonly claimId: string;
  /** Place in the claim, `sickPeriod.shift`. */
  readonly place: string;
  readonly assistantKey: string | null;
  readonly substituteKey: string | null;
  /** The person with assistance. */
  readonly personKey: string | null;
  readonly date: CalendarDate;
  readonly start: string | null;
  readonly end: string | null;
  readonly hours: Decimal;
  readonly type: ShiftType;
}

export interface DuplicateShift {
  /** PASS: the same assistant's time is claimed twice (S09). VIKARIE: the same substitute at two places at once (S10). */
  readonly kind: 'PASS' | 'VIKARIE';
  readonly first: ClaimedShift;
  readonly second: ClaimedShift;
}

/**
 * Shifts of different claims that cannot both be paid, certain ones only, `first`
 * being the one that stands first in the list.
 *
 * Nobody works in two places at once, so overlapping times are certain for
 * whichever person assistance was given. Without times it takes the same person,
 * day, hours and kind of shift.
 */
export function findDuplicateShifts(shifts: readonly ClaimedShift[]): readonly DuplicateShift[] {
  return [
    ...pairs(shifts, ({ assistantKey }) => assistantKey, isSameWork).map((pair) => ({
      kind: 'PASS' as const,
      ...pair,
    })),
    ...pairs(shifts, ({ substituteKey }) => substituteKey, isAtOnce).map((pair) => ({
      kind: 'VIKARIE' as const,
      ...pair,
    })),
  ];
}

interface Pair {
  readonly first: ClaimedShift;
  readonly second: ClaimedShift;
}

/** Each shift with the first one of another claim that collides with it; only near days are compared. */
function pairs(
  shifts: readonly ClaimedShift[],
  keyOf: (shift: ClaimedShift) => string | null,
  collide: (first: ClaimedShift, second: ClaimedShift) => boolean,
): readonly Pair[] {
  const found: Pair[] = [];
  const byKeyAndDay = new Map<string, ClaimedShift[]>();
  for (const second of shifts) {
    const key = keyOf(second);
    if (key === null) continue;
    const day = dayIndexOf(second.date);
    const near = [day - 1, day, day + 1].flatMap((index) => byKeyAndDay.get(`${index} ${key}`) ?? []);
    const first = near.find((earlier) => earlier.claimId !== second.claimId && collide(earlier, second));
    if (first !== undefined) found.push({ first, second });
    const sameDay = byKeyAndDay.get(`${day} ${key}`);
    if (sameDay === undefined) byKeyAndDay.set(`${day} ${key}`, [second]);
    else sameDay.push(second);
  }
  return found;
}

function isAtOnce(first: ClaimedShift, second: ClaimedShift): boolean {
  const [a, b] = [timeSpanOf(first), timeSpanOf(second)];
  return a !== undefined && b !== undefined && spansOverlap(a, b);
}

function isSameWork(first: ClaimedShift, second: ClaimedShift): boolean {
  if (isAtOnce(first, second)) return true;
  const hasTimes = first.start !== null || second.start !== null;
  return (
    !hasTimes &&
    first.personKey !== null &&
    first.personKey === second.personKey &&
    first.date === second.date &&
    first.hours === second.hours &&
    first.type === second.type
  );
}
