import { createHmac } from 'node:crypto';
import { BadInputError, ForbiddenError, normaliseSearchTerm, type SjuklonInput } from '@kommunhub/schema';
import { type KeyRing, requireAccess, type Session } from '@kommunhub/subgraph-kit';
import { actorOf } from '../rules/actor.js';
import type { ClaimKey } from './calculate-claim.js';

/** An agreement under which a kommun takes part in the check. */
export interface CheckedAgreement {
  readonly agreementName: string;
  readonly performingKommunCode: string;
}

/** Checks of the kommun that are on, under agreements in force on the day. */
function checksOf(session: Session, kommunCode: string, on: string): Promise<CheckedAgreement[]> {
  return session.query<CheckedAgreement>(
    `select duplicate_check.agreement_name as "agreementName",
            duplicate_check.performing_kommun_code as "performingKommunCode"
       from sjukloner.duplicate_checks duplicate_check
      where duplicate_check.kommun_code = $1 and duplicate_check.disabled_at is null
        and exists (select from hub.agreements agreement
                     where agreement.name = duplicate_check.agreement_name
                       and agreement.home_kommun_code = duplicate_check.kommun_code
                       and agreement.performing_kommun_code = duplicate_check.performing_kommun_code
                       and agreement.valid_from <= $2::date
                       and (agreement.valid_to is null or agreement.valid_to >= $2::date))
      order by 1, 2`,
    [kommunCode, on],
  );
}

/** Passes as hashes that only the parties of the agreement have in common; an assistant without number has none. */
function hashesOf(keyRing: KeyRing, agreement: CheckedAgreement, input: SjuklonInput): Buffer[] {
  const { agreementName, performingKommunCode } = agreement;
  const key = keyRing.derive(`sjuklon passes ${performingKommunCode} ${normaliseSearchTerm(agreementName)}`);
  return input.sickPeriods.flatMap(({ assistant, shifts }) =>
    assistant.personnummer === null
      ? []
      : shifts.map(({ date, start }) =>
          createHmac('sha256', key)
            .update(`${assistant.personnummer} ${date} ${start ?? ''}`)
            .digest(),
        ),
  );
}

/** Keeps the hashes of a claim for the agreements whose check the kommun has switched on. */
export async function storeAgreementShifts(
  session: Session,
  keyRing: KeyRing,
  { id, kommunCode, namndId }: ClaimKey,
  input: SjuklonInput,
  on: string,
): Promise<void> {
  await session.query('delete from sjukloner.agreement_shifts where kommun_code = $1 and claim_id = $2', [
    kommunCode,
    id,
  ]);
  const checks = await checksOf(session, kommunCode, on);
  const hashes = checks.flatMap((agreement) => hashesOf(keyRing, agreement, input));
  if (hashes.length === 0) return;
  await session.query(
    `insert into sjukloner.agreement_shifts (kommun_code, claim_id, namnd_id, shift_hash)
     select distinct $1, $2, $3, hash from unnest($4::bytea[]) as hash`,
    [kommunCode, id, namndId, hashes],
  );
}

/** Whether a pass of the claim is claimed in another kommun of an agreement; null where no check is on. */
export async function isClaimedElsewhere(
  session: Session,
  keyRing: KeyRing,
  kommunCode: string,
  input: SjuklonInput,
  on: string,
): Promise<boolean | null> {
  const checks = await checksOf(session, kommunCode, on);
  if (checks.length === 0) return null;
  const hashes = checks.flatMap((agreement) => hashesOf(keyRing, agreement, input));
  const [answer] = await session.query<{ hit: boolean }>(
    'select sjukloner.is_claimed_elsewhere($1, $2::bytea[]) as hit',
    [kommunCode, hashes],
  );
  return answer?.hit ?? false;
}

export interface CheckSwitch {
  readonly kommunCode: string;
  readonly agreement: CheckedAgreement;
  readonly isOn: boolean;
  /** On which legal ground the nämnd lets the check be made; required to switch it on. */
  readonly legalBasis: string | null;
  readonly now: Date;
}

/**
 * Switches the check on or off for a kommun of the caller's own nämnd.
 *
 * Switched off, the hashes of the kommun's claims are removed.
 *
 * @throws ForbiddenError for another nämnd's kommun.
 * @throws BadInputError without a legal basis, or without such an agreement.
 */
export async function switchDuplicateCheck(session: Session, change: CheckSwitch): Promise<void> {
  const { caller } = session;
  requireAccess(caller, 'AGREEMENT_CONTROL');
  const { agreement, isOn, kommunCode, legalBasis, now } = change;
  const isOwn = caller.grants.some(
    ({ ground, kommunCodes }) => ground !== 'AGREEMENT' && kommunCodes.includes(kommunCode),
  );
  if (!isOwn || caller.namndId === null)
    throw new ForbiddenError('A nämnd switches the check for its own kommuner.');
  if (!isOn) {
    await session.query(
      `update sjukloner.duplicate_checks set disabled_at = $4
        where kommun_code = $1 and agreement_name = $2 and performing_kommun_code = $3`,
      [kommunCode, agreement.agreementName, agreement.performingKommunCode, now],
    );
    await session.query('delete from sjukloner.agreement_shifts where kommun_code = $1', [kommunCode]);
    return;
  }
  const basis = (legalBasis ?? '').trim();
  if (basis === '')
    throw new BadInputError('State the legal basis on which the nämnd lets the check be made.');
  const written = await session.query(
    `insert into sjukloner.duplicate_checks
       (kommun_code, agreement_name, performing_kommun_code, namnd_id, legal_basis, enabled_by, enabled_at)
     select $1, agreement.name, agreement.performing_kommun_code, $4, $5, $6, $7
       from hub.agreements agreement
      where agreement.home_kommun_code = $1 and agreement.name = $2 and agreement.performing_kommun_code = $3
      limit 1
     on conflict (kommun_code, agreement_name, performing_kommun_code)
       do update set legal_basis = excluded.legal_basis, enabled_by = excluded.enabled_by,
                     enabled_at = excluded.enabled_at, disabled_at = null
     returning kommun_code`,
    [
      ...[kommunCode, agreement.agreementName, agreement.performingKommunCode],
      ...[caller.namndId, basis, actorOf(caller), now],
    ],
  );
  if (written.length === 0)
    throw new BadInputError('The kommun has no agreement of this name with that kommun.');
}
