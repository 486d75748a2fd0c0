import type { Decimal } from '../scalars/index.js';
import { calculateSjuklon, type PolicyInForce } from './calculate-sjuklon.js';
import { type Fraction, fractionOf, subtract, sumOf, toMoney } from './fraction.js';
import type { SjuklonInput } from './sjuklon-input.js';
import type { SjuklonPolicy } from './sjuklon-policy.js';

export interface NamedPolicy {
  readonly name: string;
  readonly policy: SjuklonPolicy;
}

/** What all claims, or those of one kommun, would have cost. */
export interface PolicyCost {
  readonly total: Decimal;
  /** Against what is compared with: positive costs more, negative saves. */
  readonly difference: Decimal;
}

export interface ComparedPolicy extends PolicyCost {
  readonly name: string;
  readonly byKommun: readonly (PolicyCost & { readonly kommunCode: string })[];
  /** Claims whose amount differs. */
  readonly changedClaims: number;
}

export interface PolicyComparison {
  /** What is compared with: the claims under their own kommuner's policies, or under the first policy. */
  readonly baseline: 'OWN' | 'FIRST';
  readonly baselineTotal: Decimal;
  readonly policies: readonly ComparedPolicy[];
  /** Amount of each claim, in the order given: under the baseline and under each policy. */
  readonly claims: readonly {
    readonly kommunCode: string;
    readonly baseline: Decimal;
    readonly amounts: readonly Decimal[];
  }[];
}

/**
 * What harmonising would have cost or saved: the same claims under each policy,
 * against their own kommun's policy (`own`) or, without it, the first policy.
 *
 * @throws RangeError when there is nothing to compare with.
 */
export function comparePolicies(
  claims: readonly SjuklonInput[],
  policies: readonly NamedPolicy[],
  own?: (claim: SjuklonInput) => PolicyInForce,
): PolicyComparison {
  const [first] = policies;
  if (first === undefined) throw new RangeError('A comparison needs at least one policy.');
  const rows = claims.map((claim) => ({
    kommunCode: claim.kommunCode,
    baseline: calculateSjuklon(claim, own?.(claim) ?? first.policy).amount,
    amounts: policies.map(({ policy }) => calculateSjuklon(claim, policy).amount),
  }));
  const kommunCodes = [...new Set(rows.map(({ kommunCode }) => kommunCode))].sort();
  return {
    baseline: own === undefined ? 'FIRST' : 'OWN',
    baselineTotal: toMoney(total(rows.map(({ baseline }) => baseline))),
    policies: policies.map(({ name }, index) => {
      const amountOf = (row: (typeof rows)[number]) => row.amounts[index] ?? '0.00';
      const cost = (some: typeof rows): PolicyCost => {
        const sum = total(some.map(amountOf));
        const before = total(some.map(({ baseline }) => baseline));
        return { total: toMoney(sum), difference: toMoney(subtract(sum, before)) };
      };
      return {
        name,
        ...cost(rows),
        byKommun: kommunCodes.map((kommunCode) => ({
          kommunCode,
          ...cost(rows.filter((row) => row.kommunCode === kommunCode)),
        })),
        changedClaims: rows.filter((row) => amountOf(row) !== row.baseline).length,
      };
    }),
    claims: rows,
  };
}

function total(amounts: readonly Decimal[]): Fraction {
  return sumOf(amounts.map(fractionOf));
}
