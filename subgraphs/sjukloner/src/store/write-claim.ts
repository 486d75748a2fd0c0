import type { Grant } from '@kommunhub/schema';
import { HubError } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { ClaimEntity, ClaimEventEntity } from '../entities/index.js';
import type { ClaimRow } from '../rows/claim-rows.js';
import { actorOf } from '../rules/actor.js';
import { type ClaimAction, type ClaimStatus, canDo, statesFor } from '../rules/claim-flow.js';
import { claimGrant } from './claim-access.js';

/** What an action changes of a claim, beside its status. */
export type ClaimChanges = Partial<
  Pick<
    ClaimEntity,
    | 'attestedAt'
    | 'attestedBy'
    | 'calculated'
    | 'calculationCipher'
    | 'decidedBy'
    | 'decidedOn'
    | 'firstSickDay'
    | 'granted'
    | 'handledBy'
    | 'inputCipher'
    | 'lastSickDay'
    | 'mandate'
    | 'missing'
    | 'motivationCipher'
    | 'outcome'
    | 'paidOn'
    | 'recovered'
    | 'recoveredOn'
    | 'requested'
  >
>;

/** A step of the flow: what is done, and where the claim stands after it. */
export interface ClaimStep {
  readonly action: ClaimAction;
  readonly status: ClaimStatus;
  readonly at: Date;
}

/**
 * Lets an action through or says why not.
 *
 * @throws HubError CLAIM_STATE naming the states from which the action can be done.
 */
export function requireState(action: Exclude<ClaimAction, 'REGISTER'>, { status }: ClaimRow): void {
  if (canDo(action, status)) return;
  throw new HubError(
    'CLAIM_STATE',
    `The claim stands as ${status}; ${action} is for claims that stand as ${statesFor(action).join(' or ')}.`,
  );
}

/** Changes a locked claim and writes the step into its history. */
export async function changeClaim(
  session: Session,
  claim: ClaimRow,
  step: ClaimStep,
  changes: ClaimChanges,
): Promise<void> {
  const manager = await session.manager();
  const key = { kommunCode: claim.kommunCode, id: claim.id };
  await manager.update(ClaimEntity, key, { ...changes, status: step.status });
  const earlierInputCipher = changes.inputCipher === undefined ? null : claim.inputCipher;
  await writeEvent(session, claim, { ...step, earlierInputCipher }, claimGrant(session, claim));
}

/** Adds a step after the last one of the claim, which the caller has locked or just made. */
export async function writeEvent(
  session: Session,
  claim: Pick<ClaimRow, 'id' | 'kommunCode' | 'namndId'>,
  {
    action,
    status,
    at,
    earlierInputCipher = null,
  }: ClaimStep & { readonly earlierInputCipher?: Buffer | null },
  grant: Grant | undefined,
): Promise<void> {
  const manager = await session.manager();
  const { kommunCode, id: claimId, namndId } = claim;
  const earlier = await manager.countBy(ClaimEventEntity, { kommunCode, claimId });
  await manager.insert(ClaimEventEntity, {
    ...{ kommunCode, claimId, namndId, ordinal: earlier + 1, at, action, status },
    actor: actorOf(session.caller),
    role: session.caller.role,
    ground: grant?.ground ?? 'OWN_NAMND',
    uppdragId: grant?.uppdragId ?? null,
    earlierInputCipher,
  });
}
