import {
  BadInputError,
  compareDecimals,
  dayInStockholm,
  type Fault,
  ForbiddenError,
  HubError,
} from '@kommunhub/schema';
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

/** As many as a payment run of a kommun holds. */
const mostAtOnce = 500;

/**
 * Notes that attested claims were paid on a day: all of them or none.
 *
 * @throws BadInputError naming every claim, by its place, that cannot be paid.
 */
export async function payClaims(
  session: Session,
  ids: readonly string[],
  paidOn: string,
  now: Date,
): Promise<void> {
  if (ids.length === 0 || ids.length > mostAtOnce || new Set(ids).size < ids.length) {
    throw new BadInputError(`Name each claim once: at least one and at most ${mostAtOnce}.`);
  }
  const faults: Fault[] = [];
  // In one order whoever pays: two runs that share claims wait for each other instead of for ever.
  for (const id of ids.toSorted()) {
    try {
      await payClaim(session, id, paidOn, now);
    } catch (error) {
      if (!(error instanceof HubError) || !tellable.includes(error.code)) throw error;
      faults.push({ path: `ids.${ids.indexOf(id)}`, code: error.code, message: error.message });
    }
  }
  if (faults.length > 0) throw new BadInputError('Nothing was noted as paid; see the faults.', { faults });
}

/** What is wrong with one claim, and not with the request as a whole. */
const tellable: readonly string[] = ['BAD_INPUT', 'CLAIM_STATE', 'NOT_FOUND'];

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
