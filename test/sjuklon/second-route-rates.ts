import type { SickPeriodInput, SjuklonPolicy } from '@kommunhub/schema';
import { Rational } from './rational.js';

/** Of the second route: which rates a kommun accepts, and the contributions of 4.2. */

export function ratesFor(terms: SickPeriodInput, policy: SjuklonPolicy) {
  const agreement = policy.godkandaAvtal.find(
    ({ namn }) => namn.toLowerCase() === terms.agreement?.trim().toLowerCase(),
  );
  const claimed = (rate: string | null, absent: string) => Rational.read(rate ?? absent);
  const statutory = agreement?.semester ?? '0.12';
  const pensionLimit = agreement?.pension ?? (policy.accepteraPensionUtanAvtal ? '1' : '0');
  return {
    holiday: claimed(terms.holidayPayRate, '0.12')
      .atMost(Rational.read(statutory))
      .atMost(Rational.read(policy.semesterProcentMax)),
    insurance: claimed(terms.insuranceRate, '0').atMost(Rational.read(agreement?.forsakring ?? '0')),
    pension: claimed(terms.pensionRate, '0').atMost(Rational.read(pensionLimit)),
  };
}

/** 4.2: by payment date and age at the start of the payment year. */
export function contributionOf(born: number, paidOn: string): { low: Rational | null; hasCeiling: boolean } {
  const year = Number(paidOn.slice(0, 4));
  const age = year - born - 1;
  const low = (tenThousandths: number, hasCeiling: boolean) => ({
    low: Rational.of(tenThousandths, 10_000),
    hasCeiling,
  });
  if (born <= 1937) return low(0, false);
  if (age >= (year <= 2022 ? 65 : year <= 2025 ? 66 : 67)) return low(1021, false);
  if (age >= 15 && age < 18) return low(1021, true);
  if (age < 18 || age >= 23) return { low: null, hasCeiling: false };
  const isSummer = ['2021', '2022'].includes(paidOn.slice(0, 4)) && /-0[678]-/.test(paidOn);
  if (isSummer) return low(1021, true);
  if (paidOn >= '2021-01-01' && paidOn < '2023-04-01') return low(1973, true);
  if (paidOn >= '2026-04-01' && paidOn < '2027-10-01') return low(2081, true);
  return { low: null, hasCeiling: false };
}
