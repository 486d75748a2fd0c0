import {
  addDays,
  calculateSjuklon,
  defaultSjuklonPolicy,
  type ShiftInput,
  type SickPeriodInput,
  type SjuklonInput,
  type SjuklonPolicy,
} from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { Chance, randomClaim, randomPolicy } from './random-claims.js';

const ore = (amount: string) => Number(amount.replace('.', ''));
const amountOf = (claim: SjuklonInput, policy: SjuklonPolicy) => ore(calculateSjuklon(claim, policy).amount);

/** What the rounding of lines can move in one part: an öre each of loss, karensavdrag and what builds on them. */
const roundingOfOnePart = 6;

function forRandomClaims(
  times: number,
  check: (claim: SjuklonInput, policy: SjuklonPolicy, chance: Chance) => void,
): void {
  const chance = new Chance(7_911_047);
  for (let index = 0; index < times; index += 1) check(randomClaim(chance), randomPolicy(chance), chance);
}

function withShifts(
  claim: SjuklonInput,
  change: (shift: ShiftInput, place: number) => readonly ShiftInput[],
) {
  let place = 0;
  const sickPeriods = claim.sickPeriods.map((period) => ({
    ...period,
    shifts: period.shifts.flatMap((shift) => {
      place += 1;
      return change(shift, place);
    }),
  }));
  return { ...claim, sickPeriods };
}

describe('on random claims', () => {
  it('all lines sum to the amount', () => {
    forRandomClaims(600, (claim, policy) => {
      const { lines, amount } = calculateSjuklon(claim, policy);
      expect(lines.reduce((sum, line) => sum + ore(line.amount), 0)).toBe(ore(amount));
    });
  });

  it('the karensavdrag never exceeds the sick pay, and nothing paid is negative', () => {
    forRandomClaims(600, (claim, policy) => {
      const { lines, amount, parts } = calculateSjuklon(claim, policy);
      for (const { code, amount: own } of lines.filter(({ part }) => part !== null)) {
        expect(ore(own) >= 0 || code === 'KARENSAVDRAG').toBe(true);
      }
      expect(parts.every(({ sickPay, amount: own }) => ore(sickPay) >= 0 && ore(own) >= 0)).toBe(true);
      expect(ore(amount)).toBeGreaterThanOrEqual(0);
    });
  });

  it('policy B never pays less than A', () => {
    forRandomClaims(600, (claim, policy) => {
      const b = amountOf(claim, { ...policy, semesterBas: 'B' });
      expect(b).toBeGreaterThanOrEqual(amountOf(claim, { ...policy, semesterBas: 'A' }));
    });
  });

  it('more than asked for is never paid, whole kronor apart', () => {
    forRandomClaims(600, (claim, policy) => {
      const { amount, requested } = calculateSjuklon(claim, { ...policy, avrundning: 'ORE' });
      if (requested !== null) expect(ore(amount)).toBeLessThanOrEqual(ore(requested));
    });
  });

  it('more covered hours never pay less, but for the rounding of lines', () => {
    forRandomClaims(600, (random, policy, chance) => {
      // Each shift with a substitute of its own: hours that make somebody double booked are another matter.
      const claim = withShifts(random, (shift, place) => [
        { ...shift, substitute: shift.substitute === null ? null : `Vikarie ${place}` },
      ]);
      const chosen = chance.between(1, 40);
      const more = withShifts(claim, (shift, place) => [
        place === chosen ? coveredMore(shift, chance) : shift,
      ]);
      const inOre = { ...policy, avrundning: 'ORE' } as const;
      expect(amountOf(more, inOre)).toBeGreaterThanOrEqual(amountOf(claim, inOre) - roundingOfOnePart);
    });
  });
});

describe('splitting at a shift border', () => {
  it('a shift in two gives the same öre', () => {
    forRandomClaims(600, (random, policy) => {
      const claim = withShifts(random, (shift, place) => [
        {
          ...shift,
          ...spanOfEight,
          substitute: shift.substitute === null ? null : `Vikarie ${place}`,
          substituteHours: null,
        },
      ]);
      const halves = withShifts(claim, (shift) => [
        { ...shift, end: '12:00', hours: '4', supplement: half(shift.supplement)[0] },
        { ...shift, start: '12:00', hours: '4', supplement: half(shift.supplement)[1] },
      ]);
      // Jour and beredskap give their supplement alone, so a tolerance counted a shift is the only other difference.
      const exact = { ...policy, vikarieToleransMin: 0 };
      expect(amountOf(halves, exact)).toBe(amountOf(claim, exact));
    });
  });

  it('a spell in two, within one claim, gives the same öre', () => {
    forRandomClaims(600, (claim, policy) => {
      const sickPeriods = claim.sickPeriods.flatMap((period) =>
        period.cause === 'SJUKDOM' ? splitSpell(period) : [period],
      );
      expect(amountOf({ ...claim, sickPeriods }, policy)).toBe(amountOf(claim, policy));
    });
  });

  it('a spell in two claims changes the rounding only', () => {
    const policy = { ...defaultSjuklonPolicy, semesterBas: 'B', lakarintygFranDag: 15 } as const;
    forRandomClaims(600, (random) => {
      const [first] = random.sickPeriods;
      if (first === undefined || first.cause !== 'SJUKDOM') return;
      const period: SickPeriodInput = {
        ...first,
        assistant: { ...first.assistant, birthYear: 1985 },
        karensException: 'INGEN',
        previousPeriod: null,
      };
      const claimOf = (one: SickPeriodInput) => ({
        ...random,
        requestedAmount: null,
        stateCompensation: null,
        sickPeriods: [one],
      });
      const [before, after] = splitSpell(period);
      if (before === undefined || after === undefined) return;
      // What the first claim deducted, on covered and vacant shifts alike.
      const allCovered = withShifts(claimOf(before), (shift) => [
        { ...shift, substitute: 'Vikarie', substituteHours: null },
      ]);
      const karens = calculateSjuklon(allCovered, policy).lines.find(({ code }) => code === 'KARENSAVDRAG');
      const previousPeriod = {
        firstSickDay: before.firstSickDay,
        lastSickDay: before.lastSickDay,
        karensDeducted: (karens?.amount ?? '0').replace('-', ''),
      };
      const apart =
        amountOf(claimOf(before), policy) + amountOf(claimOf({ ...after, previousPeriod }), policy);
      expect(Math.abs(apart - amountOf(claimOf(period), policy))).toBeLessThanOrEqual(2 * roundingOfOnePart);
    });
  });
});

/** A substitute for the whole shift, or for half of the time that was vacant. */
function coveredMore(shift: ShiftInput, chance: Chance): ShiftInput {
  const worked = shift.substitute === null ? 0 : Number(shift.substituteHours ?? shift.hours);
  const vacant = Number(shift.hours) - worked;
  // Hours beyond the shift may count for another one of the day.
  if (vacant <= 0) return shift;
  // Without hours a certificate may already cover the whole shift.
  const isPartly = shift.substituteHours !== null && chance.happens(0.5);
  const substituteHours = isPartly ? (worked + vacant / 2).toFixed(4) : null;
  return { ...shift, substitute: shift.substitute ?? 'Vikarie 0', substituteHours };
}

const spanOfEight = { start: '08:00', end: '16:00', hours: '8' };

function half(supplement: string): [string, string] {
  const all = Math.round(Number(supplement) * 100);
  const first = Math.floor(all / 2);
  return [(first / 100).toFixed(2), ((all - first) / 100).toFixed(2)];
}

/** The days up to the middle and the days after it, each with its shifts; a spell of one day stays whole. */
function splitSpell(period: SickPeriodInput): readonly SickPeriodInput[] {
  const { firstSickDay, lastSickDay, shifts } = period;
  if (firstSickDay === lastSickDay) return [period];
  const border = addDays(firstSickDay, 1);
  return [
    { ...period, lastSickDay: firstSickDay, shifts: shifts.filter(({ date }) => date < border) },
    {
      ...period,
      firstSickDay: border,
      previousPeriod: null,
      shifts: shifts.filter(({ date }) => date >= border),
    },
  ];
}
