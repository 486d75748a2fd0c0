import type { SjuklonRates } from './contribution-rates.js';
import {
  divide,
  type Fraction,
  fractionOf,
  greatest,
  isLess,
  least,
  multiply,
  subtract,
  sumOf,
  zero,
} from './fraction.js';
import { type JudgedShift, weeklyPayOf } from './judge-shifts.js';
import type { LegalPeriod } from './legal-periods.js';
import type { SickPeriodInput } from './sjuklon-input.js';
import type { SjuklonPolicy } from './sjuklon-policy.js';

/** The karensavdrag of a legal sick period and which shifts bear it. */
export interface Karensavdrag {
  /** Sick pay of an average week. */
  readonly weeklySickPay: Fraction;
  /** What is left to deduct after earlier spells. */
  readonly due: Fraction;
  /** Ten deductions were made in twelve months before the period, so it bears none (6 §). */
  readonly isExempt: boolean;
  /** Each shift's part of the deduction, in the order of the shifts. */
  readonly shares: readonly Fraction[];
}

/**
 * 20 % of the sick pay of an average week, once a legal sick period and never
 * more than the sick pay of its shifts, covered or not (lag 1991:1047, 6 §).
 */
export function karensavdragOf(
  shifts: readonly JudgedShift[],
  legal: LegalPeriod,
  { assistant, karensException }: Pick<SickPeriodInput, 'assistant' | 'karensException'>,
  policy: SjuklonPolicy,
  rates: SjuklonRates,
): Karensavdrag {
  const sickPay = fractionOf(rates.sickPay);
  const weeklySickPay = multiply(sickPay, weeklyPayOf(assistant));
  // Told of the first spell: the deduction is made once a period, so a relapse brings none of its own.
  const isExempt = karensException === 'TIO_KARENS';
  const full = multiply(fractionOf(rates.karensavdrag), weeklySickPay);
  const due = isExempt ? zero : leftToDeduct(full, legal);
  const gross = shifts.map(({ bearsKarens, loss }) => (bearsKarens ? multiply(sickPay, loss) : zero));
  const shares =
    policy.karensFordelning === 'KRONOLOGISK' ? fromTheFirst(gross, due) : inProportion(gross, due);
  return { weeklySickPay, due, isExempt, shares };
}

/** An earlier spell without its deduction stated is taken to have borne all of it (reading 6). */
function leftToDeduct(full: Fraction, { earlier, between }: LegalPeriod): Fraction {
  if (earlier.some(({ karensDeducted }) => karensDeducted === null)) return zero;
  let left = full;
  for (const { karensDeducted } of [...earlier, ...between]) {
    if (karensDeducted !== null) left = subtract(left, fractionOf(karensDeducted));
  }
  return greatest(left, zero);
}

function fromTheFirst(gross: readonly Fraction[], due: Fraction): readonly Fraction[] {
  let left = due;
  return gross.map((sickPay) => {
    if (left.n === 0n) return zero;
    const share = least(sickPay, left);
    left = subtract(left, share);
    return share;
  });
}

function inProportion(gross: readonly Fraction[], due: Fraction): readonly Fraction[] {
  const all = sumOf(gross);
  if (!isLess(due, all)) return gross;
  const share = divide(due, all);
  return gross.map((sickPay) => multiply(sickPay, share));
}
