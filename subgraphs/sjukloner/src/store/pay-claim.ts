import { BadInputError, compareDecimals, dayInStockholm, ForbiddenError } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { actorOf } from '../rules/actor.js';
import { claimToAttest, claimToHandle } from './claim-access.js';
import { changeClaim, requireState } from './write-claim.js';

/**
 * Attests that the granted amount may be paid: by a chef of the payer, who did
 * not take the decision.
 *
 * @throws ForbiddenError for the one who decided.
 */
export async function attestClaim(session: Session, id: string, now: Date): Promise<void> {
  const claim = await claimToAttest(session, id);
  requireState('ATTEST', claim);
  const actor = actorOf(session.caller);
  if (actor === claim.decidedBy) {
    throw new ForbiddenError('Who decided the claim may not attest it; let another chef of the payer do so.');
  }
  const step = { action: 'ATTEST', status: 'ATTESTERAD', at: now } as const;
  await changeClaim(session, claim, step, { attestedBy: actor, attestedAt: now });
}

/**
 * Notes that an attested claim was paid on a day.
 *
 * @throws BadInputError for a day before the decision or still to come.
 */
export async function payClaim(session: Session, id: string, paidOn: string, now: Date): Promise<void> {
  const claim = await claimToHandle(session, id);
  requireState('PAY', claim);
  if (paidOn > dayInStockholm(now) || (claim.decidedOn !== null && paidOn < claim.decidedOn)) {
    throw new BadInputError('The day of payment lies between the decision and today.');
  }
  await changeClaim(session, claim, { action: 'PAY', status: 'UTBETALD', at: now }, { paidOn });
}

/**
 * Recovers what was paid without ground (LSS 12 §), at most what was granted.
 *
 * @throws BadInputError for nothing, or more than was granted.
 */
export async function recoverClaim(session: Session, id: string, amount: string, now: Date): Promise<void> {
  const claim = await claimToHandle(session, id);
  requireState('RECOVER', claim);
  const isTooMuch = compareDecimals(amount, claim.granted ?? '0') > 0;
  if (compareDecimals(amount, '0') <= 0 || isTooMuch || (amount.split('.')[1]?.length ?? 0) > 2) {
    throw new BadInputError(
      'The recovered amount is above zero and at most what was granted, with two decimals at most.',
    );
  }
  await changeClaim(
    session,
    claim,
    { action: 'RECOVER', status: 'ATERKRAV', at: now },
    { recovered: amount, recoveredOn: dayInStockholm(now) },
  );
}
