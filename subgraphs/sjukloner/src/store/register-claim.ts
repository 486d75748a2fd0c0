import { createHash } from 'node:crypto';
import { addMonths, dayInStockholm, HubError, missingDocuments, type SjuklonInput } from '@kommunhub/schema';
import { canonicalJson, type KeyRing, requireAccess, type Session } from '@kommunhub/subgraph-kit';
import { ClaimEntity, IdempotencyKeyEntity } from '../entities/index.js';
import type { CasePort } from '../ports/index.js';
import { actorOf } from '../rules/actor.js';
import { sickDays } from '../rules/sick-days.js';
import { calculateClaim } from './calculate-claim.js';
import { handlingGrant } from './claim-access.js';
import { sealed } from './claim-content.js';
import { linkClaim } from './claim-links.js';
import { storeAgreementShifts } from './claimed-elsewhere.js';
import { storeShifts } from './claimed-shifts.js';
import { writeEvent } from './write-claim.js';

/** Months after which the individual may ask that the claim be decided (FL 12 §). */
const monthsToDecide = 6;

export interface Registration {
  readonly input: SjuklonInput;
  readonly idempotencyKey: string;
  readonly now: Date;
  readonly cases: CasePort;
  readonly keyRing: KeyRing;
}

/**
 * Registers a claim within the session's transaction and gives its id. The
 * same key with the same content again gives the claim that it made.
 *
 * @throws ForbiddenError when the caller handles no claims of the kommun.
 * @throws HubError IDEMPOTENCY_CONFLICT for the same key with other content.
 */
export async function registerClaim(session: Session, registration: Registration): Promise<string> {
  requireAccess(session.caller, 'SJUKLON_CONTROL');
  const { input, now } = registration;
  const { kommunCode } = input;
  const grant = handlingGrant(session.caller, kommunCode);
  const { namndId } = grant;
  const keys = await session.keys(namndId);
  const actor = actorOf(session.caller);
  // Made of the key: two registrations that run at once name the same claim.
  const id = `${kommunCode}-${keys
    .lookupHash(`claim ${actor} ${registration.idempotencyKey}`)
    .toString('hex', 0, 16)}`;
  const bodyHash = keys.lookupHash(`body ${canonicalJson(input)}`);
  const keyHash = createHash('sha256').update(registration.idempotencyKey).digest();
  const earlier = await takeKey(session, { kommunCode, actor, keyHash, namndId, bodyHash, claimId: id });
  if (earlier !== null) return earlier;

  const claim = { kommunCode, id, namndId };
  const personId = await linkClaim(session, registration.cases, keys, claim, input);
  const calculation = await calculateClaim(session, keys, registration.cases, claim, input, personId);
  const manager = await session.manager();
  await manager.insert(ClaimEntity, {
    ...{ ...claim, ...sickDays(input) },
    status: 'INKOMMEN',
    receivedAt: now,
    applicationDate: input.applicationDate,
    dueOn: addMonths(input.applicationDate, monthsToDecide),
    requested: input.requestedAmount,
    calculated: calculation.amount,
    inputCipher: sealed(keys, id, 'input_cipher', input),
    calculationCipher: sealed(keys, id, 'calculation_cipher', calculation),
    missing: [...missingDocuments(input, calculation.policy)],
  });
  await storeShifts(session, keys, claim, input);
  await storeAgreementShifts(session, registration.keyRing, claim, input, dayInStockholm(now));
  const step = { action: 'REGISTER', status: 'INKOMMEN', at: now } as const;
  await writeEvent(session, claim, step, grant);
  return id;
}

/** Takes the key, or gives the id of the claim that it made before; another registration under way is waited for. */
async function takeKey(session: Session, key: Readonly<IdempotencyKeyEntity>): Promise<string | null> {
  const taken = await session.query(
    `insert into sjukloner.idempotency_keys (kommun_code, actor, key_hash, namnd_id, body_hash, claim_id)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning claim_id`,
    [key.kommunCode, key.actor, key.keyHash, key.namndId, key.bodyHash, key.claimId],
  );
  if (taken.length > 0) return null;
  const manager = await session.manager();
  const { kommunCode, actor, keyHash } = key;
  const known = await manager.findOneByOrFail(IdempotencyKeyEntity, { kommunCode, actor, keyHash });
  if (known.bodyHash.equals(key.bodyHash)) return known.claimId;
  throw new HubError(
    'IDEMPOTENCY_CONFLICT',
    'The idempotency key has been used for other content in this kommun; use a new key for a new claim.',
  );
}
