import type { CalendarDate } from '../scalars/index.js';
import { dayIndexOf } from './day-index.js';
import { assistantsOf, type ClaimAssistant } from './same-person.js';
import type { PreviousSickPeriodInput, SickPeriodInput } from './sjuklon-input.js';

/**
 * A legal sick period of one assistant (lag 1991:1047, 7 §): spells with at
 * most five days from the end of one to the start of the next, counted as one.
 * Absence for another cause stands alone.
 */
export interface LegalPeriod {
  /** Position among the assistants of the claim. */
  readonly assistant: number;
  /** Positions in `sickPeriods`, by first sick day. */
  readonly sickPeriods: readonly number[];
  /** First day of the legal period, also where it lies before the claim. */
  readonly firstDay: CalendarDate;
  /** Spells before those of the claim, each once. */
  readonly earlier: readonly PreviousSickPeriodInput[];
  /** Spells outside the claim that lie between or after its own. */
  readonly between: readonly PreviousSickPeriodInput[];
  /** Which sick day of the legal period the date is; days of health between spells are not counted. */
  readonly dayNumberOf: (date: CalendarDate) => number;
}

interface Spell {
  readonly from: number;
  readonly to: number;
  /** Position in `sickPeriods`; null for a spell outside the claim. */
  readonly position: number | null;
  readonly previous: PreviousSickPeriodInput | null;
}

/** The legal periods of a claim, in the order of their first spell in it. */
export function legalPeriodsOf(
  sickPeriods: readonly SickPeriodInput[],
  relapseDays: number,
): readonly LegalPeriod[] {
  const periods: LegalPeriod[] = [];
  for (const [assistant, { sickPeriods: positions }] of assistantsOf(sickPeriods).entries()) {
    for (const chain of chainsOf(spellsOf(sickPeriods, positions), relapseDays)) {
      if (chain.some(({ position }) => position !== null)) periods.push(legalPeriod(assistant, chain));
    }
    for (const position of positions) {
      const period = sickPeriods[position];
      if (period === undefined || period.cause === 'SJUKDOM') continue;
      periods.push(legalPeriod(assistant, [spellOf(period, position)]));
    }
  }
  return periods.sort((a, b) => (a.sickPeriods[0] ?? 0) - (b.sickPeriods[0] ?? 0));
}

function spellOf(period: PreviousSickPeriodInput | SickPeriodInput, position: number | null): Spell {
  return {
    from: dayIndexOf(period.firstSickDay),
    to: dayIndexOf(period.lastSickDay),
    position,
    previous: 'karensDeducted' in period ? period : null,
  };
}

/** Spells of illness of one assistant; a former spell that is itself in the claim counts once. */
function spellsOf(
  sickPeriods: readonly SickPeriodInput[],
  positions: ClaimAssistant['sickPeriods'],
): readonly Spell[] {
  const own: Spell[] = [];
  const former = new Map<string, Spell>();
  for (const position of positions) {
    const period = sickPeriods[position];
    if (period === undefined || period.cause !== 'SJUKDOM') continue;
    own.push(spellOf(period, position));
    if (period.previousPeriod === null) continue;
    const spell = spellOf(period.previousPeriod, null);
    former.set(`${spell.from} ${spell.to}`, spell);
  }
  const ownDays = chainsOf(own, 1);
  const isOwn = ({ from, to }: Spell) =>
    ownDays.some((days) => {
      const last = Math.max(...days.map((spell) => spell.to));
      return (days[0]?.from ?? last) <= from && to <= last;
    });
  return [...own, ...[...former.values()].filter((spell) => !isOwn(spell))];
}

/** Spells that hang together: each starts at most so many days after the latest end before it. */
function chainsOf(spells: readonly Spell[], mostDays: number): readonly (readonly Spell[])[] {
  const chains: Spell[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const spell of [...spells].sort((a, b) => a.from - b.from)) {
    const chain = chains.at(-1);
    if (chain !== undefined && spell.from - end <= mostDays) chain.push(spell);
    else chains.push([spell]);
    end = Math.max(end, spell.to);
  }
  return chains;
}

function legalPeriod(assistant: number, chain: readonly Spell[]): LegalPeriod {
  const firstOwn = chain.findIndex(({ position }) => position !== null);
  const previousOf = (spells: readonly Spell[]) =>
    spells.map(({ previous }) => previous).filter((previous) => previous !== null);
  return {
    assistant,
    sickPeriods: chain.map(({ position }) => position).filter((position) => position !== null),
    firstDay: dateOf(chain[0]?.from ?? 0),
    earlier: previousOf(chain.slice(0, firstOwn)),
    between: previousOf(chain.slice(firstOwn)),
    dayNumberOf: (date) => sickDaysUntil(chain, dayIndexOf(date)),
  };
}

/** Different days that the spells hold, up to and with the day. */
function sickDaysUntil(chain: readonly Spell[], day: number): number {
  let days = 0;
  let counted = Number.NEGATIVE_INFINITY;
  for (const { from, to } of chain) {
    const [first, last] = [Math.max(from, counted + 1), Math.min(to, day)];
    if (first > last) continue;
    days += last - first + 1;
    counted = last;
  }
  return days;
}

function dateOf(dayIndex: number): CalendarDate {
  return new Date(dayIndex * 86_400_000).toISOString().slice(0, 10);
}
