import { type AcceptedRates, acceptedRatesOf } from './accepted-rates.js';
import { relapseWarningsOf } from './claim-warnings.js';
import { contributionRateOn, type RateInForce, type SjuklonRates } from './contribution-rates.js';
import { type Coverage, coverageOf } from './coverage.js';
import {
  add,
  type Fraction,
  fractionOf,
  greatest,
  subtract,
  sumOf,
  toMoney,
  toShortDecimal,
  zero,
} from './fraction.js';
import { isHolidayPayOnly, type JudgedShift, judgeShifts } from './judge-shifts.js';
import { karensavdragOf } from './karensavdrag.js';
import type { LegalPeriod } from './legal-periods.js';
import { type PartLines, partLinesOf } from './part-lines.js';
import type { ShiftConflicts } from './shift-conflicts.js';
import { shiftCutsOf } from './shift-cuts.js';
import type { SjuklonCut, SjuklonLine, SjuklonPart, SjuklonWarning } from './sjuklon-calculation.js';
import type { SickPeriodInput, SjuklonInput } from './sjuklon-input.js';
import type { SjuklonPolicy } from './sjuklon-policy.js';
import { percent } from './swedish-figures.js';

export interface PartContext {
  readonly input: SjuklonInput;
  /** Position among the parts of the claim. */
  readonly part: number;
  readonly policy: SjuklonPolicy;
  readonly rates: SjuklonRates;
  readonly conflicts: ShiftConflicts;
  /** How much of a ceiling the assistant's earlier parts have used. */
  readonly ceilingUsed: Fraction;
}

export interface CalculatedPart {
  readonly summary: SjuklonPart;
  readonly lines: readonly SjuklonLine[];
  readonly cuts: readonly SjuklonCut[];
  readonly warnings: readonly SjuklonWarning[];
  readonly sum: Fraction;
  readonly contribution: RateInForce;
  readonly ceilingUsed: Fraction;
}

/**
 * One legal sick period: its lines, what is cut and what to look at. Pay, rates
 * and birth year are those stated for its first spell in the claim.
 */
export function calculatePart(legal: LegalPeriod, context: PartContext): CalculatedPart {
  const { input, policy, rates } = context;
  const first = input.sickPeriods[legal.sickPeriods[0] ?? 0] as SickPeriodInput;
  const givesSickPay = !isHolidayPayOnly(first, policy);
  const shifts = judgeShifts(legal, { ...context, sickPeriods: input.sickPeriods });
  const coverage = coverageOf(shifts, policy, input.documents);
  const accepted = acceptedRatesOf(first, policy, rates);
  const paymentDate = input.paymentDate ?? input.applicationDate;
  const contribution = contributionRateOn(rates, paymentDate, first.assistant.birthYear);
  const lines = partLinesOf({
    part: context.part,
    shifts,
    coverage,
    karensavdrag: karensavdragOf(shifts, legal, first, policy, rates),
    accepted,
    contribution,
    ceilingLeft: ceilingLeft(contribution, context.ceilingUsed),
    holidayPayOn: policy.semesterBas === 'A' ? 'SICK_PAY' : 'LOSS_OF_PAY',
    givesSickPay,
    rates,
  });
  const place = `sickPeriods.${legal.sickPeriods[0] ?? 0}`;
  return {
    summary: summaryOf(legal, input.sickPeriods, shifts, lines),
    lines: lines.lines,
    cuts: [...shiftCutsOf(shifts, coverage, givesSickPay, policy, rates), ...rateCuts(accepted, place)],
    warnings: [
      ...relapseWarningsOf(input.sickPeriods, legal, rates),
      ...surplusWarnings(shifts, coverage),
      ...(givesSickPay ? [] : [holidayPayOnly(place)]),
      ...differingTerms(legal, input.sickPeriods),
    ],
    sum: lines.amount,
    contribution,
    ceilingUsed: add(context.ceilingUsed, lines.ceilingUsed),
  };
}

function ceilingLeft({ reduced }: RateInForce, used: Fraction): Fraction | null {
  if (reduced === null || reduced.monthlyCeiling === null) return null;
  return greatest(subtract(fractionOf(reduced.monthlyCeiling), used), zero);
}

function summaryOf(
  legal: LegalPeriod,
  sickPeriods: readonly SickPeriodInput[],
  shifts: readonly JudgedShift[],
  lines: PartLines,
): SjuklonPart {
  const spells = legal.sickPeriods.flatMap((position) => sickPeriods[position] ?? []);
  const [firstSickDay = legal.firstDay] = spells.map((spell) => spell.firstSickDay).sort();
  return {
    sickPeriods: legal.sickPeriods,
    firstSickDay,
    lastSickDay:
      spells
        .map((spell) => spell.lastSickDay)
        .sort()
        .at(-1) ?? firstSickDay,
    firstDayNumber: legal.dayNumberOf(firstSickDay),
    hours: toShortDecimal(sumOf(shifts.map(({ hours }) => hours)), 4),
    coveredHours: toShortDecimal(lines.coveredHours, 4),
    lossOfPay: toMoney(lines.lossOfPay),
    sickPay: toMoney(lines.sickPay),
    amount: toMoney(lines.amount),
  };
}

const rateNames = {
  holidayPayRate: 'Semesterersättning',
  insuranceRate: 'Avtalsförsäkring',
  pensionRate: 'Avtalspension',
} as const;

function rateCuts({ lowered }: AcceptedRates, place: string): readonly SjuklonCut[] {
  return lowered.map(({ field, accepted }) => {
    const rate = percent(toShortDecimal(accepted, 6));
    const message = `${rateNames[field]} ersätts med ${rate}: en högre procentsats saknar stöd i ett godkänt avtal.`;
    return {
      code: 'S13',
      codes: ['S13'],
      message,
      path: `${place}.${field}`,
      date: null,
      hours: null,
      amount: null,
    };
  });
}

function surplusWarnings(
  shifts: readonly JudgedShift[],
  coverage: readonly Coverage[],
): readonly SjuklonWarning[] {
  const message = 'Vikarien arbetade längre än den sjuka assistentens tid: det som överskjuter ersätts inte.';
  return shifts
    .filter(({ reasons }, index) => reasons.length === 0 && coverage[index]?.hasSurplus)
    .map(({ periodIndex, shiftIndex }) => ({
      code: 'S14',
      message,
      path: `sickPeriods.${periodIndex}.shifts.${shiftIndex}.substituteHours`,
    }));
}

function holidayPayOnly(place: string): SjuklonWarning {
  const message = 'Frånvaron är inte sjukdom: kommunen ersätter bara semesterdelen.';
  return { code: 'S11', message, path: `${place}.cause` };
}

/** Joined spells are one calculation, so one set of rates: what a later spell states otherwise is told. */
function differingTerms(
  legal: LegalPeriod,
  sickPeriods: readonly SickPeriodInput[],
): readonly SjuklonWarning[] {
  const [first, ...later] = legal.sickPeriods;
  const termsOf = (position: number | undefined) => {
    const period = sickPeriods[position ?? -1];
    return [period?.holidayPayRate, period?.insuranceRate, period?.pensionRate, period?.agreement].join('|');
  };
  const message = 'Perioden räknas ihop med en tidigare: den tidigares procentsatser gäller för båda.';
  return later
    .filter((position) => termsOf(position) !== termsOf(first))
    .map((position) => ({ code: 'S13', message, path: `sickPeriods.${position}` }));
}
