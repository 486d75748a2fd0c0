import { normaliseSearchTerm } from '../scalars/index.js';
import type { SjuklonRates } from './contribution-rates.js';
import { type Fraction, fractionOf, isLess, least, one, zero } from './fraction.js';
import type { SickPeriodInput } from './sjuklon-input.js';
import type { SjuklonPolicy } from './sjuklon-policy.js';

type RateField = 'holidayPayRate' | 'insuranceRate' | 'pensionRate';

/** The rates that the kommun accepts of those claimed, and which were above (S13). */
export interface AcceptedRates {
  readonly holidayPay: Fraction;
  readonly insurance: Fraction;
  readonly pension: Fraction;
  readonly lowered: readonly { readonly field: RateField; readonly accepted: Fraction }[];
}

/**
 * Reading 9: holiday pay above the statutory rate, insurance and pension need an
 * approved agreement; what is claimed below the limit is taken as claimed.
 */
export function acceptedRatesOf(
  period: SickPeriodInput,
  policy: SjuklonPolicy,
  rates: SjuklonRates,
): AcceptedRates {
  const agreement = approvedAgreement(period, policy);
  const statutory = fractionOf(rates.holidayPay);
  const limits: Readonly<Record<RateField, Fraction>> = {
    holidayPayRate: least(limitBy(agreement?.semester) ?? statutory, fractionOf(policy.semesterProcentMax)),
    insuranceRate: limitBy(agreement?.forsakring) ?? zero,
    pensionRate: limitBy(agreement?.pension) ?? (policy.accepteraPensionUtanAvtal ? one : zero),
  };
  const lowered: { field: RateField; accepted: Fraction }[] = [];
  const accept = (field: RateField, whenAbsent: Fraction): Fraction => {
    const limit = limits[field];
    const stated = period[field];
    const claimed = stated === null ? whenAbsent : fractionOf(stated);
    if (!isLess(limit, claimed)) return claimed;
    if (stated !== null) lowered.push({ field, accepted: limit });
    return limit;
  };
  return {
    holidayPay: accept('holidayPayRate', statutory),
    insurance: accept('insuranceRate', zero),
    pension: accept('pensionRate', zero),
    lowered,
  };
}

function limitBy(rate: string | null | undefined): Fraction | undefined {
  return rate === null || rate === undefined ? undefined : fractionOf(rate);
}

function approvedAgreement({ agreement }: SickPeriodInput, { godkandaAvtal }: SjuklonPolicy) {
  if (agreement === null) return undefined;
  const wanted = normaliseSearchTerm(agreement);
  return godkandaAvtal.find(({ namn }) => normaliseSearchTerm(namn) === wanted);
}
