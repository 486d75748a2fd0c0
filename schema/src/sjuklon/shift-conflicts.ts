import { dayIndexOf, spansOverlap, timeSpanOf } from './day-index.js';
import { assistantsOf, identityOf, isSamePerson, substituteOf } from './same-person.js';
import type { ShiftInput, SjuklonInput } from './sjuklon-input.js';

/** Places of shifts, `sickPeriod.shift`, that cannot be paid because of another shift or spell. */
export interface ShiftConflicts {
  /** The same time of the same assistant stands earlier in the claim, or in another claim (S09). */
  readonly claimedTwice: ReadonlySet<string>;
  /** The substitute is the sick person, is ill too, or works another shift at the same time (S10). */
  readonly substituteUnable: ReadonlySet<string>;
}

interface PlacedShift {
  readonly place: string;
  readonly shift: ShiftInput;
  readonly periodIndex: number;
}

/** What speaks against shifts when the claim is read as a whole. */
export function shiftConflictsOf(
  { sickPeriods }: SjuklonInput,
  claimedBefore: ReadonlySet<string>,
): ShiftConflicts {
  const claimedTwice = new Set(claimedBefore);
  for (const { sickPeriods: positions } of assistantsOf(sickPeriods)) {
    const shifts = positions.flatMap((position) => placedShifts(sickPeriods[position]?.shifts, position));
    for (const place of laterOf(shifts, isSameWork)) claimedTwice.add(place);
  }
  const covered = sickPeriods
    .flatMap(({ shifts }, periodIndex) => placedShifts(shifts, periodIndex))
    .filter(({ shift, place }) => substituteOf(shift) !== undefined && !claimedTwice.has(place));
  const substituteUnable = new Set(laterOf(covered, isSameSubstituteAtOnce));
  for (const { place, shift, periodIndex } of covered) {
    if (isSubstituteAbsent(shift, periodIndex, sickPeriods)) substituteUnable.add(place);
  }
  return { claimedTwice, substituteUnable };
}

function placedShifts(
  shifts: readonly ShiftInput[] | undefined,
  periodIndex: number,
): readonly PlacedShift[] {
  return (shifts ?? []).map((shift, index) => ({ place: `${periodIndex}.${index}`, shift, periodIndex }));
}

/** Places of shifts that collide with one that stands before them; only near days are compared. */
function laterOf(
  shifts: readonly PlacedShift[],
  collide: (first: ShiftInput, second: ShiftInput) => boolean,
): readonly string[] {
  const later: string[] = [];
  const byDay = new Map<number, ShiftInput[]>();
  for (const { place, shift } of shifts) {
    const day = dayIndexOf(shift.date);
    const near = [day - 1, day, day + 1].flatMap((index) => byDay.get(index) ?? []);
    if (near.some((earlier) => collide(earlier, shift))) {
      later.push(place);
      continue;
    }
    const sameDay = byDay.get(day);
    if (sameDay === undefined) byDay.set(day, [shift]);
    else sameDay.push(shift);
  }
  return later;
}

/** Times that overlap; without times, all that is told of the work being alike. */
function isSameWork(first: ShiftInput, second: ShiftInput): boolean {
  const [a, b] = [timeSpanOf(first), timeSpanOf(second)];
  if (a !== undefined && b !== undefined) return spansOverlap(a, b);
  return (
    a === undefined &&
    b === undefined &&
    first.date === second.date &&
    first.hours === second.hours &&
    first.type === second.type
  );
}

/** Certain only when the substitute took the whole of both shifts and both have times. */
function isSameSubstituteAtOnce(first: ShiftInput, second: ShiftInput): boolean {
  const [a, b] = [timeSpanOf(first), timeSpanOf(second)];
  if (a === undefined || b === undefined || !spansOverlap(a, b)) return false;
  const [one, other] = [substituteOf(first), substituteOf(second)];
  return (
    one !== undefined && other !== undefined && isWhole(first) && isWhole(second) && isSamePerson(one, other)
  );
}

function isWhole({ substituteHours, hours }: ShiftInput): boolean {
  return substituteHours === null || Number(substituteHours) >= Number(hours);
}

function isSubstituteAbsent(
  shift: ShiftInput,
  periodIndex: number,
  sickPeriods: SjuklonInput['sickPeriods'],
): boolean {
  const substitute = substituteOf(shift);
  if (substitute === undefined) return false;
  return sickPeriods.some(
    ({ assistant, cause, firstSickDay, lastSickDay }, index) =>
      (index === periodIndex ||
        (cause === 'SJUKDOM' && firstSickDay <= shift.date && shift.date <= lastSickDay)) &&
      isSamePerson(identityOf(assistant), substitute),
  );
}
