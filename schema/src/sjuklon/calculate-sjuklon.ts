import type { CalendarDate } from '../scalars/index.js';
import { type CalculatedPart, calculatePart } from './calculate-part.js';
import { claimWarningsOf } from './claim-warnings.js';
import { type SjuklonRates, sjuklonRates } from './contribution-rates.js';
import { type Fraction, fractionOf, isLess, sumOf, toMoney, zero } from './fraction.js';
import { legalPeriodsOf } from './legal-periods.js';
import { settleClaim } from './settle-claim.js';
import { shiftConflictsOf } from './shift-conflicts.js';
import type {
  ProposedOutcome,
  SjuklonCalculation,
  SjuklonCut,
  SjuklonWarning,
} from './sjuklon-calculation.js';
import type { SjuklonInput } from './sjuklon-input.js';
import type { SjuklonPolicy } from './sjuklon-policy.js';
import { percent } from './swedish-figures.js';

/** A kommun's policy, or how to find the one in force on a date. */
export type PolicyInForce = SjuklonPolicy | ((firstSickDay: CalendarDate) => SjuklonPolicy);

/** What the hub knows beside the claim itself. */
export interface SjuklonFacts {
  /** Whether the person has personlig assistans in the kommun on the dates (S01); null: not known. */
  readonly hasAssistance: boolean | null;
  /** Places of shifts, `sickPeriod.shift` as `0.3`, that stand in another claim (S09). */
  readonly claimedBefore: ReadonlySet<string>;
}

export interface CalculateOptions {
  readonly facts?: Partial<SjuklonFacts>;
  readonly rates?: SjuklonRates;
}

/**
 * What the kommun owes for a checked claim (LSS 9 § 2), line by line.
 *
 * Pure and exact: the same claim, policy and rates give the same öre. Each
 * legal sick period of an assistant is one part with its own lines, under the
 * policy in force on its first sick day; all lines sum to the amount.
 */
export function calculateSjuklon(
  input: SjuklonInput,
  policy: PolicyInForce,
  { facts = {}, rates = sjuklonRates }: CalculateOptions = {},
): SjuklonCalculation {
  const policyOn = typeof policy === 'function' ? policy : () => policy;
  const claimPolicy = policyOn(firstDayOf(input));
  const conflicts = shiftConflictsOf(input, facts.claimedBefore ?? new Set());
  const ceilingUsed = new Map<number, Fraction>();
  const parts: CalculatedPart[] = [];
  for (const legal of legalPeriodsOf(input.sickPeriods, rates.relapseDays)) {
    const part = calculatePart(legal, {
      input,
      part: parts.length,
      policy: policyOn(legal.firstDay),
      rates,
      conflicts,
      ceilingUsed: ceilingUsed.get(legal.assistant) ?? zero,
    });
    ceilingUsed.set(legal.assistant, part.ceilingUsed);
    parts.push(part);
  }
  const computed = sumOf(parts.map(({ sum }) => sum));
  const refusals = refusalsOf(input, facts.hasAssistance ?? null, computed);
  const isRefused = refusals.length > 0;
  const settled = settleClaim(input, computed, claimPolicy, rates);
  const amount = isRefused ? '0.00' : settled.amount;
  const cuts = [...refusals, ...parts.flatMap((part) => part.cuts), ...(isRefused ? [] : settled.cuts)];
  return {
    amount,
    requested: input.requestedAmount === null ? null : toMoney(fractionOf(input.requestedAmount)),
    outcome: outcomeOf(amount, isRefused, cuts, claimPolicy),
    lines: isRefused ? [] : [...parts.flatMap((part) => part.lines), ...settled.lines],
    parts: parts.map(({ summary }) => summary),
    cuts,
    warnings: [
      ...parts.flatMap((part) => part.warnings),
      ...claimWarningsOf(input, claimPolicy, conflicts.claimedTwice),
      ...settled.warnings,
      ...rateWarningsOf(input, parts, computed),
    ],
    policy: claimPolicy,
  };
}

function firstDayOf({ sickPeriods, applicationDate }: SjuklonInput): CalendarDate {
  const [first = applicationDate] = sickPeriods.map(({ firstSickDay }) => firstSickDay).sort();
  return first;
}

/** What leaves nothing to pay, whatever was worked. */
function refusalsOf(
  { provider }: SjuklonInput,
  hasAssistance: boolean | null,
  computed: Fraction,
): readonly SjuklonCut[] {
  const amount = toMoney(computed);
  const whole = { date: null, hours: null, amount } as const;
  const refusals: SjuklonCut[] = [];
  if (hasAssistance === false) {
    const message = 'Den enskilde har inte personlig assistans i kommunen under tiden.';
    refusals.push({ ...whole, code: 'S01', codes: ['S01'], message, path: 'personId' });
  }
  if (provider.ivoLicence === false) {
    const message = 'Anordnaren saknar tillstånd från IVO (LSS 23 §): assistansen ersätts inte (LSS 9 d §).';
    refusals.push({ ...whole, code: 'S02', codes: ['S02'], message, path: 'provider.ivoLicence' });
  }
  return refusals;
}

/** A state compensation that the applicant states is no refusal of anything asked for. */
function outcomeOf(
  amount: string,
  isRefused: boolean,
  cuts: readonly SjuklonCut[],
  { beloppNollUtfall }: SjuklonPolicy,
): ProposedOutcome {
  if (isRefused) return 'AVSLAG';
  const isCut = cuts.some(({ path }) => path !== 'stateCompensation');
  if (amount === '0.00') return isCut ? 'AVSLAG' : beloppNollUtfall;
  return isCut ? 'DELVIS_BIFALL' : 'BIFALL';
}

/** Whoever claims at the full contribution for somebody with a reduced one asks for too much (S15). */
function rateWarningsOf(
  { requestedAmount }: SjuklonInput,
  parts: readonly CalculatedPart[],
  computed: Fraction,
): readonly SjuklonWarning[] {
  if (requestedAmount === null || !isLess(computed, fractionOf(requestedAmount))) return [];
  return parts.flatMap(({ summary, sum, contribution: { reduced, standard } }) => {
    if (reduced === null || sum.n === 0n) return [];
    const message = `Arbetsgivaravgiften är nedsatt till ${percent(reduced.rate)} i stället för ${percent(standard.rate)}.`;
    return [{ code: 'S15', message, path: `sickPeriods.${summary.sickPeriods[0] ?? 0}.assistant.birthYear` }];
  });
}
