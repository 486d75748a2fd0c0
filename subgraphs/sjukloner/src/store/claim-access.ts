import { type Caller, ForbiddenError, type Grant, NotFoundError } from '@kommunhub/schema';
import { requireAccess, type Session } from '@kommunhub/subgraph-kit';
import { type ClaimRow, lockClaim } from '../rows/claim-rows.js';

/** The task whose grants reach claims. */
const claimTask = 'SJUKLON';

/**
 * The grant on which the caller reaches a claim: for sjuklöner, or in the own
 * nämnd for all that its LSS cases hold.
 */
export function claimGrant(
  session: Session,
  { kommunCode, namndId }: Pick<ClaimRow, 'kommunCode' | 'namndId'>,
): Grant | undefined {
  return (
    session.grantFor(namndId, kommunCode, claimTask) ??
    session.grantFor(namndId, kommunCode, 'LSS_HANDLAGGNING')
  );
}

/**
 * The grant under which the caller handles the kommun's claims.
 *
 * @throws ForbiddenError without one; then no claim of the kommun can be registered.
 */
export function handlingGrant(caller: Caller, kommunCode: string): Grant {
  const fitting = caller.grants.filter(
    ({ kommunCodes, task }) => task === claimTask && kommunCodes.includes(kommunCode),
  );
  const grant = fitting.find(({ ground }) => ground === 'OWN_NAMND') ?? fitting[0];
  if (grant === undefined) {
    throw new ForbiddenError('The caller has no uppdrag for sjuklöner in this kommun on this day.');
  }
  return grant;
}

/**
 * Locks a claim that the caller handles until the transaction ends.
 *
 * @throws ForbiddenError when the role may not handle claims, or holds no grant for this one.
 * @throws NotFoundError for an id that does not exist or is not visible: the two are one.
 */
export async function claimToHandle(session: Session, id: string): Promise<ClaimRow> {
  requireAccess(session.caller, 'SJUKLON_CONTROL');
  const claim = await lockClaim(session, id);
  if (claim === null) throw notVisible();
  if (claimGrant(session, claim)?.task !== claimTask) throw notVisible();
  return claim;
}

/** Locks a claim of the caller's own nämnd for attest: only the payer's own chef attests. */
export async function claimToAttest(session: Session, id: string): Promise<ClaimRow> {
  requireAccess(session.caller, 'SJUKLON_ATTEST');
  const claim = await lockClaim(session, id);
  if (claim === null || claim.namndId !== session.caller.namndId) throw notVisible();
  return claim;
}

function notVisible(): NotFoundError {
  return new NotFoundError('No claim that the caller may handle has this id.');
}
