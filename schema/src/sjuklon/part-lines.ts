import type { AcceptedRates } from './accepted-rates.js';
import type { RateInForce, SjuklonRates } from './contribution-rates.js';
import type { Coverage } from './coverage.js';
import {
  add,
  divide,
  type Fraction,
  fractionOf,
  isLess,
  least,
  multiply,
  roundToOre,
  subtract,
  sumOf,
  toMoney,
  toShortDecimal,
  zero,
} from './fraction.js';
import type { JudgedShift } from './judge-shifts.js';
import type { Karensavdrag } from './karensavdrag.js';
import type { SjuklonLine, SjuklonLineCode } from './sjuklon-calculation.js';
import { kronor, percent, quantity } from './swedish-figures.js';

/** What the lines of one legal sick period are computed from. */
export interface PartBasis {
  readonly part: number;
  readonly shifts: readonly JudgedShift[];
  readonly coverage: readonly Coverage[];
  readonly karensavdrag: Karensavdrag;
  readonly accepted: AcceptedRates;
  readonly contribution: RateInForce;
  /** What is left of the month's ceiling of a reduced contribution, for this assistant in this claim. */
  readonly ceilingLeft: Fraction | null;
  readonly holidayPayOn: 'SICK_PAY' | 'LOSS_OF_PAY';
  /** False where the absence gives holiday pay only. */
  readonly givesSickPay: boolean;
  readonly rates: SjuklonRates;
}

/** The lines of one part with the sums that others need of it. */
export interface PartLines {
  readonly lines: readonly SjuklonLine[];
  readonly coveredHours: Fraction;
  readonly lossOfPay: Fraction;
  readonly sickPay: Fraction;
  /** How much of the ceiling of a reduced contribution the part has used. */
  readonly ceilingUsed: Fraction;
  readonly amount: Fraction;
}

/** Each line rounded to the öre, later lines on rounded earlier ones (reading 1). */
export function partLinesOf(basis: PartBasis): PartLines {
  const { rates, accepted, karensavdrag } = basis;
  const paid = paidSums(basis);
  const lossOfPay = roundToOre(paid.loss);
  const sickPayRate = fractionOf(rates.sickPay);
  const gross = basis.givesSickPay ? roundToOre(multiply(sickPayRate, lossOfPay)) : zero;
  const karens = basis.givesSickPay ? karensLine(paid, sickPayRate, gross) : zero;
  const sickPay = subtract(gross, karens);

  const lines = new LineList(basis.part);
  if (basis.givesSickPay) {
    lines.add('SJUKLON_FORE_KARENS', lossOfPay, sickPayRate, gross, lossText(paid.hours));
    lines.add(
      'KARENSAVDRAG',
      karensavdrag.weeklySickPay,
      fractionOf(rates.karensavdrag),
      subtract(zero, karens),
      karensText(karensavdrag, karens),
    );
  }
  const holidayBase = basis.holidayPayOn === 'SICK_PAY' && basis.givesSickPay ? sickPay : lossOfPay;
  const holidayPay = lines.add(
    'SEMESTERERSATTNING',
    holidayBase,
    accepted.holidayPay,
    null,
    holidayBase === sickPay ? 'på sjuklönen efter karensavdrag' : 'på hela lönebortfallet',
  );
  const contributionBase = add(sickPay, holidayPay);
  const ceilingUsed = addContributions(lines, basis, contributionBase);
  if (accepted.insurance.n !== 0n) lines.add('FORSAKRING', contributionBase, accepted.insurance, null);
  if (accepted.pension.n !== 0n) {
    const pension = lines.add('PENSION', contributionBase, accepted.pension, null);
    lines.add('SARSKILD_LONESKATT', pension, fractionOf(rates.pensionTax), null, 'på pensionspremien');
  }
  return { lines: lines.lines, coveredHours: paid.hours, lossOfPay, sickPay, ceilingUsed, amount: lines.sum };
}

interface PaidSums {
  readonly hours: Fraction;
  readonly loss: Fraction;
  readonly karens: Fraction;
}

/** Over the shifts that nothing cuts: supplement and karensavdrag go with the covered hours (reading 4). */
function paidSums({ shifts, coverage, karensavdrag }: PartBasis): PaidSums {
  const hours: Fraction[] = [];
  const loss: Fraction[] = [];
  const karens: Fraction[] = [];
  for (const [index, shift] of shifts.entries()) {
    const covered = coverage[index]?.coveredHours ?? zero;
    if (shift.reasons.length > 0 || covered.n === 0n) continue;
    const isWhole = covered === shift.hours;
    const share = isWhole ? null : divide(covered, shift.hours);
    const part = (all: Fraction) => (share === null ? all : multiply(all, share));
    hours.push(covered);
    loss.push(part(shift.loss));
    karens.push(part(karensavdrag.shares[index] ?? zero));
  }
  return { hours: sumOf(hours), loss: sumOf(loss), karens: sumOf(karens) };
}

/** A deduction that takes all sick pay takes all of it in öre too, and never more. */
function karensLine({ loss, karens }: PaidSums, sickPayRate: Fraction, gross: Fraction): Fraction {
  const takesAll = !isLess(karens, multiply(sickPayRate, loss));
  return takesAll ? gross : least(roundToOre(karens), gross);
}

function addContributions(
  lines: LineList,
  { contribution: { reduced, standard }, ceilingLeft }: PartBasis,
  base: Fraction,
): Fraction {
  const under = ceilingLeft === null ? base : least(base, ceilingLeft);
  const over = reduced === null ? base : subtract(base, under);
  if (reduced !== null) {
    const ceiling =
      reduced.monthlyCeiling === null ? '' : `, upp till ${kronor(reduced.monthlyCeiling)} i månaden`;
    const text = `nedsatt efter ålder och betalningsdag${ceiling}`;
    lines.add('ARBETSGIVARAVGIFT_NEDSATT', under, fractionOf(reduced.rate), null, text, reduced.lagrum);
  }
  if (reduced === null || over.n !== 0n) {
    const text = reduced === null ? '' : 'på det som överstiger taket för nedsättningen';
    lines.add('ARBETSGIVARAVGIFT', over, fractionOf(standard.rate), null, text, standard.lagrum);
  }
  return reduced === null ? zero : under;
}

function lossText(hours: Fraction): string {
  return `av lönebortfallet på ${quantity(toShortDecimal(hours, 4))} ersatta timmar`;
}

function karensText({ weeklySickPay, due, isExempt }: Karensavdrag, karens: Fraction): string {
  if (isExempt) return 'Inget karensavdrag: tio avdrag är redan gjorda under tolv månader';
  const whole = `20 % av en genomsnittlig veckas sjuklön, ${kronor(toMoney(weeklySickPay))}`;
  if (due.n === 0n) return 'Inget karensavdrag återstår i sjukperioden';
  const left = kronor(toMoney(due));
  return isLess(karens, due)
    ? `${whole}; högst ${left}, men bara den del som faller på ersatta timmar`
    : `${whole}, en gång per sjukperiod`;
}

interface LineKind {
  readonly label: string;
  readonly lagrum: string | null;
}

const lineKinds: Readonly<Partial<Record<SjuklonLineCode, LineKind>>> = {
  SJUKLON_FORE_KARENS: { label: 'Sjuklön före karensavdrag', lagrum: 'lag (1991:1047) 6 §' },
  KARENSAVDRAG: { label: 'Karensavdrag', lagrum: 'lag (1991:1047) 6 §' },
  SEMESTERERSATTNING: { label: 'Semesterersättning', lagrum: 'semesterlagen (1977:480) 16 b, 28 §§' },
  ARBETSGIVARAVGIFT_NEDSATT: { label: 'Arbetsgivaravgift, nedsatt', lagrum: null },
  ARBETSGIVARAVGIFT: { label: 'Arbetsgivaravgift', lagrum: null },
  FORSAKRING: { label: 'Avtalsförsäkring', lagrum: null },
  PENSION: { label: 'Avtalspension', lagrum: null },
  SARSKILD_LONESKATT: { label: 'Särskild löneskatt på pension', lagrum: 'lag (1991:687) 1 §' },
};

class LineList {
  readonly lines: SjuklonLine[] = [];
  sum: Fraction = zero;

  constructor(private readonly part: number) {}

  /** Adds `base × rate` rounded to the öre, or the amount given, and returns it. */
  add(
    code: SjuklonLineCode,
    base: Fraction,
    rate: Fraction,
    given: Fraction | null,
    reason = '',
    lagrum: string | null = lineKinds[code]?.lagrum ?? null,
  ): Fraction {
    const amount = given ?? roundToOre(multiply(base, rate));
    this.sum = add(this.sum, amount);
    const [printedBase, printedRate, printedAmount] = [
      toMoney(base),
      toShortDecimal(rate, 6),
      toMoney(amount),
    ];
    const product = `${percent(printedRate)} × ${kronor(printedBase)}`;
    const explanation =
      code === 'KARENSAVDRAG'
        ? `${reason}: ${kronor(printedAmount)}.`
        : `${[product, reason].filter(Boolean).join(' ')}: ${kronor(printedAmount)}.`;
    this.lines.push({
      code,
      label: lineKinds[code]?.label ?? code,
      base: printedBase,
      rate: printedRate,
      amount: printedAmount,
      lagrum,
      explanation,
      part: this.part,
    });
    return amount;
  }
}
