import type { ShiftInput, SickPeriodInput, SjuklonInput } from '@kommunhub/schema';

/** Of the second route: which shifts collide, told by comparing each with all before it. */

export function personOf({ assistant }: SickPeriodInput): string {
  return assistant.personnummer ?? `${assistant.name?.toLowerCase()} ${assistant.birthYear}`;
}

const days = new Map<string, number>();

export function dayOf(date: string): number {
  const known = days.get(date) ?? Math.round(Date.parse(`${date}T00:00:00Z`) / 864e5);
  days.set(date, known);
  return known;
}

interface Placed {
  readonly where: string;
  readonly shift: ShiftInput;
  readonly spell: SickPeriodInput;
}

const memory = new WeakMap<SjuklonInput, { twice: Set<string>; unable: Set<string> }>();

export const twice = (claim: SjuklonInput) => remembered(claim).twice;
export const unableSubstitutes = (claim: SjuklonInput) => remembered(claim).unable;

function remembered(claim: SjuklonInput) {
  const known = memory.get(claim);
  if (known !== undefined) return known;
  const all: Placed[] = claim.sickPeriods.flatMap((spell, index) =>
    spell.shifts.map((shift, position) => ({ where: `${index}.${position}`, shift, spell })),
  );
  const found = { twice: claimedTwice(all), unable: new Set<string>() };
  const kept: Placed[] = [];
  for (const placed of all) {
    if (found.twice.has(placed.where) || nameOf(placed.shift) === null) continue;
    const isElsewhere = kept.some(
      (other) =>
        nameOf(other.shift) === nameOf(placed.shift) &&
        Math.abs(dayOf(other.shift.date) - dayOf(placed.shift.date)) <= 1 &&
        meet(other.shift, placed.shift) === true &&
        isAllOf(other.shift) &&
        isAllOf(placed.shift),
    );
    const isIllToo = claim.sickPeriods.some(
      (spell) =>
        (spell === placed.spell ||
          (spell.cause === 'SJUKDOM' &&
            spell.firstSickDay <= placed.shift.date &&
            placed.shift.date <= spell.lastSickDay)) &&
        spell.assistant.name?.toLowerCase() === nameOf(placed.shift),
    );
    if (isElsewhere) found.unable.add(placed.where);
    else kept.push(placed);
    if (isIllToo) found.unable.add(placed.where);
  }
  memory.set(claim, found);
  return found;
}

const nameOf = ({ substitute }: ShiftInput) => substitute?.toLowerCase() ?? null;
const isAllOf = ({ substituteHours, hours }: ShiftInput) =>
  substituteHours === null || Number(substituteHours) >= Number(hours);

function claimedTwice(all: readonly Placed[]): Set<string> {
  const found = new Set<string>();
  const kept: Placed[] = [];
  for (const placed of all) {
    const isAgain = kept.some(
      (other) =>
        Math.abs(dayOf(other.shift.date) - dayOf(placed.shift.date)) <= 1 &&
        personOf(other.spell) === personOf(placed.spell) &&
        isSameShift(other.shift, placed.shift),
    );
    if (isAgain) found.add(placed.where);
    else kept.push(placed);
  }
  return found;
}

function isSameShift(a: ShiftInput, b: ShiftInput): boolean {
  const timed = meet(a, b);
  if (timed !== null) return timed;
  if (a.start !== null || b.start !== null) return false;
  const told = ({ substitute, ...rest }: ShiftInput) => [
    ...Object.entries(rest).sort(),
    nameOf({ ...rest, substitute }),
  ];
  return JSON.stringify(told(a)) === JSON.stringify(told(b));
}

/** Whether the two share a minute; null when one of them has no times. */
function meet(a: ShiftInput, b: ShiftInput): boolean | null {
  const [first, second] = [span(a), span(b)];
  return first === null || second === null ? null : first.from < second.to && second.from < first.to;
}

function span({ date, start, end }: ShiftInput): { from: number; to: number } | null {
  if (start === null || end === null) return null;
  const at = (time: string) => dayOf(date) * 24 + Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;
  const [from, to] = [at(start), at(end)];
  return { from, to: to > from ? to : to + 24 };
}
