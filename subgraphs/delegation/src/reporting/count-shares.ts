import { mandateReasons } from '@kommunhub/schema';
import type { CheckedDecision } from './delegated-decisions.js';

/** Counts decisions per kommun by what their mandate comes to; a kommun without decisions counts none. */
export function countShares(kommunCodes: readonly string[], checked: readonly CheckedDecision[]) {
  const byKommun = Map.groupBy(checked, ({ decision }) => decision.kommunCode);
  return kommunCodes.map((kommunCode) => ({ kommunCode, ...countOf(byKommun.get(kommunCode) ?? []) }));
}

function countOf(checked: readonly CheckedDecision[]) {
  const mandates = checked.flatMap(({ mandate }) => mandate ?? []);
  const withMandate = mandates.filter(({ allowed }) => allowed).length;
  const unclear = mandates.filter(({ isUnclear }) => isUnclear).length;
  const withoutMandate = mandates.length - withMandate - unclear;
  const known = withMandate + withoutMandate;
  return {
    ...{ decisions: checked.length, withMandate, withoutMandate, unclear },
    notAssessable: checked.length - mandates.length,
    shareWithout: known === 0 ? null : withoutMandate / known,
    reasons: mandateReasons
      .map((reason) => ({
        reason,
        count: mandates.filter(({ decisive, isUnclear }) => !isUnclear && decisive.reason === reason).length,
      }))
      .filter(({ count }) => count > 0),
  };
}
