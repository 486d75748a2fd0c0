import type { Decimal } from '../scalars/index.js';
import { add, type Fraction, fractionOf, sumOf, whole, zero } from '../sjuklon/fraction.js';

/** What a key figure of the own nämnd is a quotient of, and what it was taken over. */
export interface OwnParts {
  readonly numerator: Fraction;
  readonly denominator: Fraction;
  readonly n: number;
}

/** Open cases of one member of staff, or of nobody, by whom they concern on the day. */
export interface HandlerCases {
  /** Whether an active LSS-handläggare has them; cases of others, and the queue, are a load on all. */
  readonly isHandlers: boolean;
  readonly adults: number;
  readonly children: number;
}

/**
 * The caseload of a group, queue included. Systems do not say who handles
 * adults and who children, so each handler counts for the part of the own
 * cases that is of the group: one who has the group alone counts whole, and
 * for one who has both, both quotients are the whole own caseload.
 */
export function caseloadOf(rows: readonly HandlerCases[], group: 'adults' | 'children'): OwnParts {
  const own = rows.filter((row) => row.isHandlers && row[group] > 0);
  const parts = own.map((row): Fraction => ({ n: BigInt(row[group]), d: BigInt(row.adults + row.children) }));
  return {
    numerator: whole(rows.reduce((sum, row) => sum + row[group], 0)),
    denominator: parts.reduce(add, zero),
    n: own.length,
  };
}

/** The mean of days of which the sum and the number are known. */
export function meanOfDays(sum: number, count: number): OwnParts {
  return { numerator: whole(sum), denominator: whole(count), n: count };
}

/** The median: the mean of the middle day counts, which are the same where their number is odd. */
export function medianOfDays(lower: number, upper: number, count: number): OwnParts {
  return { numerator: whole(lower + upper), denominator: whole(count === 0 ? 0 : 2), n: count };
}

/** The exact sum of decimals, as a figure can be. */
export function totalOf(decimals: readonly Decimal[]): Fraction {
  return sumOf(decimals.map(fractionOf));
}
