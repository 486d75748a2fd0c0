import { dayIndexOf, spansOverlap, type TimeSpan, timeSpanOf } from './day-index.js';
import { assistantsOf, identityOf, isSamePerson, substituteOf, untimedShiftKey } from './same-person.js';
import type { ShiftInput, SjuklonInput } from './sjuklon-input.js';

/** Places of shifts, `sickPeriod.shift`, that cannot be paid because of another shift or spell. */
export interface ShiftConflicts {
  /** The same time of the same assistant stands earlier in the claim, or in another claim (S09). */
  readonly claimedTwice: ReadonlySet<string>;
  /** The substitute is the sick person, is ill too, or works another shift at the same time (S10). */
  readonly substituteUnable: ReadonlySet<string>;
}

type Identity = ReturnType<typeof identityOf>;

/** A shift with what is asked of it again and again, read once. */
interface PlacedShift {
  readonly place: string;
  readonly shift: ShiftInput;
  readonly periodIndex: number;
  readonly day: number;
  readonly span: TimeSpan | undefined;
  /** Null for a shift with times. */
  readonly untimedKey: string | null;
  readonly substitute: Identity | undefined;
}

/** What speaks against shifts when the claim is read as a whole. */
export function shiftConflictsOf(
  { sickPeriods }: SjuklonInput,
  claimedBefore: ReadonlySet<string>,
): ShiftConflicts {
  const placed = sickPeriods.map(({ shifts }, periodIndex) =>
    shifts.map((shift, index) => placedShift(shift, periodIndex, index)),
  );
  const claimedTwice = new Set(claimedBefore);
  for (const { sickPeriods: positions } of assistantsOf(sickPeriods)) {
    const shifts = positions.flatMap((position) => placed[position] ?? []);
    for (const place of laterOf(shifts, isSameWork)) claimedTwice.add(place);
  }
  const covered = placed.flat().filter(({ substitute }) => substitute !== undefined);
  // A shift claimed twice has its substitute twice too, which tells nothing more.
  const once = covered.filter(({ place }) => !claimedTwice.has(place));
  const substituteUnable = new Set(laterOf(once, isSameSubstituteAtOnce));
  const identities = sickPeriods.map(({ assistant }) => identityOf(assistant));
  for (const shift of covered) {
    if (isSubstituteAbsent(shift, sickPeriods, identities)) substituteUnable.add(shift.place);
  }
  return { claimedTwice, substituteUnable };
}

function placedShift(shift: ShiftInput, periodIndex: number, index: number): PlacedShift {
  const span = timeSpanOf(shift);
  return {
    place: `${periodIndex}.${index}`,
    shift,
    periodIndex,
    day: dayIndexOf(shift.date),
    span,
    untimedKey: span === undefined ? untimedShiftKey(shift) : null,
    substitute: substituteOf(shift),
  };
}

/** Places of shifts that collide with one that stands before them; only near days are compared. */
function laterOf(
  shifts: readonly PlacedShift[],
  collide: (first: PlacedShift, second: PlacedShift) => boolean,
): readonly string[] {
  const later: string[] = [];
  const byDay = new Map<number, PlacedShift[]>();
  for (const shift of shifts) {
    const collides = (day: number) => byDay.get(day)?.some((earlier) => collide(earlier, shift)) ?? false;
    if (collides(shift.day) || collides(shift.day - 1) || collides(shift.day + 1)) {
      later.push(shift.place);
      continue;
    }
    const sameDay = byDay.get(shift.day);
    if (sameDay === undefined) byDay.set(shift.day, [shift]);
    else sameDay.push(shift);
  }
  return later;
}

/** Times that overlap; without times, all that is told of the two being alike. */
function isSameWork(first: PlacedShift, second: PlacedShift): boolean {
  if (first.span !== undefined && second.span !== undefined) return spansOverlap(first.span, second.span);
  return first.untimedKey !== null && first.untimedKey === second.untimedKey;
}

/** Certain only when the substitute took the whole of both shifts and both have times. */
function isSameSubstituteAtOnce(first: PlacedShift, second: PlacedShift): boolean {
  return (
    first.span !== undefined &&
    second.span !== undefined &&
    first.substitute !== undefined &&
    second.substitute !== undefined &&
    spansOverlap(first.span, second.span) &&
    isWhole(first.shift) &&
    isWhole(second.shift) &&
    isSamePerson(first.substitute, second.substitute)
  );
}

function isWhole({ substituteHours, hours }: ShiftInput): boolean {
  return substituteHours === null || Number(substituteHours) >= Number(hours);
}

function isSubstituteAbsent(
  { shift: { date }, periodIndex, substitute }: PlacedShift,
  sickPeriods: SjuklonInput['sickPeriods'],
  identities: readonly Identity[],
): boolean {
  return sickPeriods.some(({ cause, firstSickDay, lastSickDay }, index) => {
    const isIllThen = cause === 'SJUKDOM' && firstSickDay <= date && date <= lastSickDay;
    const sick = identities[index];
    if (!isIllThen && index !== periodIndex) return false;
    return sick !== undefined && substitute !== undefined && isSamePerson(sick, substitute);
  });
}
