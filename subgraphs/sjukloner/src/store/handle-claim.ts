import {
  BadInputError,
  dayInStockholm,
  type Fault,
  missingDocuments,
  type SjuklonInput,
  sjuklonDocuments,
} from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import type { SjuklonerServices } from '../ports/index.js';
import { actorOf } from '../rules/actor.js';
import { sickDays } from '../rules/sick-days.js';
import { calculateClaim } from './calculate-claim.js';
import { claimToHandle } from './claim-access.js';
import { calculationOf, inputOf, sealed } from './claim-content.js';
import { linkClaim } from './claim-links.js';
import { storeAgreementShifts } from './claimed-elsewhere.js';
import { storeShifts } from './claimed-shifts.js';
import { changeClaim, requireState } from './write-claim.js';

/** Takes up a claim: the caller handles it from now on. */
export async function investigateClaim(session: Session, id: string, now: Date): Promise<void> {
  const claim = await claimToHandle(session, id);
  requireState('INVESTIGATE', claim);
  const step = { action: 'INVESTIGATE', status: 'UTREDS', at: now } as const;
  await changeClaim(session, claim, step, { handledBy: actorOf(session.caller) });
}

/**
 * Asks for what is missing (FL 20 §): documents by their codes.
 *
 * @throws BadInputError for codes that neither the hub nor the kommun's rules name: the list lies open in the
 *   database, so it must not carry free text.
 */
export async function requestCompletion(
  session: Session,
  id: string,
  missing: readonly string[],
  now: Date,
): Promise<void> {
  const claim = await claimToHandle(session, id);
  requireState('REQUEST_COMPLETION', claim);
  if (missing.length === 0) throw new BadInputError('Name at least one document that is missing.');
  const { policy } = await calculationOf(session, claim);
  const codes = new Set([...Object.keys(sjuklonDocuments), ...policy.kravdaDokument]);
  const faults = missing.flatMap((code, index): Fault[] =>
    codes.has(code)
      ? []
      : [{ path: `missing.${index}`, code: 'CODE_UNKNOWN', message: 'Ingen handling har den koden.' }],
  );
  if (faults.length > 0) throw new BadInputError('Documents are named by their codes.', { faults });
  const step = { action: 'REQUEST_COMPLETION', status: 'KOMPLETTERING', at: now } as const;
  await changeClaim(session, claim, step, {
    missing: [...new Set(missing)],
    handledBy: actorOf(session.caller),
  });
}

/**
 * Completes a claim: the whole claim as it is now. What it said before stays
 * with the step that brought it.
 *
 * @throws BadInputError when it is for another kommun or another individual.
 */
export async function completeClaim(
  session: Session,
  { cases, clock, keyRing }: Pick<SjuklonerServices, 'cases' | 'clock' | 'keyRing'>,
  id: string,
  input: SjuklonInput,
): Promise<void> {
  const claim = await claimToHandle(session, id);
  requireState('COMPLETE', claim);
  const now = clock();
  const earlier = await inputOf(session, claim);
  const isSame =
    earlier.kommunCode === input.kommunCode &&
    earlier.personnummer === input.personnummer &&
    earlier.personId === input.personId;
  if (!isSame) throw new BadInputError('A completed claim is for the same kommun and individual as before.');
  const keys = await session.keys(claim.namndId);
  const personId = await linkClaim(session, cases, keys, claim, input);
  const calculation = await calculateClaim(session, keys, cases, claim, input, personId);
  const step = { action: 'COMPLETE', status: 'UTREDS', at: now } as const;
  await changeClaim(session, claim, step, {
    ...sickDays(input),
    requested: input.requestedAmount,
    calculated: calculation.amount,
    inputCipher: sealed(keys, id, 'input_cipher', input),
    calculationCipher: sealed(keys, id, 'calculation_cipher', calculation),
    missing: [...missingDocuments(input, calculation.policy)],
  });
  await storeShifts(session, keys, claim, input);
  await storeAgreementShifts(session, keyRing, claim, input, dayInStockholm(now));
}
