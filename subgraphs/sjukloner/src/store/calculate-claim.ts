import {
  calculateSjuklon,
  type SjuklonCalculation,
  type SjuklonFacts,
  type SjuklonInput,
} from '@kommunhub/schema';
import type { NamndKeys, Session } from '@kommunhub/subgraph-kit';
import type { CasePort } from '../ports/index.js';
import { loadPolicies } from '../rows/policy-rows.js';
import { contentOf, rowInForce } from '../rules/policy-in-force.js';
import { sickDays } from '../rules/sick-days.js';
import { findClaimedBefore } from './claimed-shifts.js';

export interface ClaimKey {
  readonly kommunCode: string;
  readonly id: string;
  readonly namndId: string;
}

/** Calculates a claim under the kommun's policies, with what the hub knows beside it. */
export async function calculateClaim(
  session: Session,
  keys: NamndKeys,
  cases: CasePort,
  claim: ClaimKey,
  input: SjuklonInput,
  personId: string | null,
): Promise<SjuklonCalculation> {
  const policies = await loadPolicies(session, [claim.kommunCode]);
  const facts: SjuklonFacts = {
    hasAssistance: await assistanceOf(session, cases, claim, input, personId),
    claimedBefore: await findClaimedBefore(session, keys, claim, input),
  };
  return calculateSjuklon(input, (on) => contentOf(rowInForce(policies, on)), { facts });
}

/**
 * Whether the individual has personlig assistans by the kommun's own decision.
 * Assistance by Försäkringskassan's decision is not known here, so that none
 * was found does not say that there is none.
 */
async function assistanceOf(
  session: Session,
  cases: CasePort,
  { kommunCode }: ClaimKey,
  input: SjuklonInput,
  personId: string | null,
): Promise<true | null> {
  if (personId === null) return null;
  const { firstSickDay, lastSickDay } = sickDays(input);
  const isFound = await cases.hasAssistance(session, kommunCode, personId, firstSickDay, lastSickDay);
  return isFound ? true : null;
}
