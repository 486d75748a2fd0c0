import { createHmac } from 'node:crypto';
import {
  BadInputError,
  dayInStockholm,
  ForbiddenError,
  normaliseSearchTerm,
  type SjuklonInput,
} from '@kommunhub/schema';
import { type KeyRing, requireAccess, type Session } from '@kommunhub/subgraph-kit';
import { type ClaimRow, loadClaimsNotRefused } from '../rows/claim-rows.js';
import { actorOf } from '../rules/actor.js';
import type { ClaimKey } from './calculate-claim.js';
import { inputOf } from './claim-content.js';

/** An agreement under which a kommun takes part in the check. */
export interface CheckedAgreement {
  readonly agreementName: string;
  readonly performingKommunCode: string;
}

/** Checks that are on, of all the kommuner, under agreements in force on the day: in one statement. */
function checksOf(
  session: Session,
  kommunCodes: readonly string[],
  on: string,
): Promise<(CheckedAgreement & { readonly kommunCode: string })[]> {
  return session.query(
    `select duplicate_check.kommun_code as "kommunCode", duplicate_check.agreement_name as "agreementName",
            duplicate_check.performing_kommun_code as "performingKommunCode"
       from sjukloner.duplicate_checks duplicate_check
      where duplicate_check.kommun_code = any ($1) and duplicate_check.disabled_at is null
        and exists (select from hub.agreements agreement
                     where agreement.name = duplicate_check.agreement_name
                       and agreement.home_kommun_code = duplicate_check.kommun_code
                       and agreement.performing_kommun_code = duplicate_check.performing_kommun_code
                       and agreement.valid_from <= $2::date
                       and (agreement.valid_to is null or agreement.valid_to >= $2::date))
      order by 1, 2, 3`,
    [kommunCodes, on],
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
  claim: ClaimKey,
  input: SjuklonInput,
  on: string,
): Promise<void> {
  await forgetAgreementShifts(session, claim);
  const checks = await checksOf(session, [claim.kommunCode], on);
  const hashes = checks.flatMap((agreement) => hashesOf(keyRing, agreement, input));
  await insertHashes(session, claim.kommunCode, [{ ...claim, hashes }]);
}

/** Takes a claim's hashes away: nobody is told of its passes any more. */
export async function forgetAgreementShifts(
  session: Session,
  { id, kommunCode }: Pick<ClaimKey, 'id' | 'kommunCode'>,
): Promise<void> {
  await session.query('delete from sjukloner.agreement_shifts where kommun_code = $1 and claim_id = $2', [
    kommunCode,
    id,
  ]);
}

async function insertHashes(
  session: Session,
  kommunCode: string,
  claims: readonly (ClaimKey & { readonly hashes: readonly Buffer[] })[],
): Promise<void> {
  const rows = claims.flatMap(({ id, namndId, hashes }) => hashes.map((hash) => ({ id, namndId, hash })));
  if (rows.length === 0) return;
  await session.query(
    `insert into sjukloner.agreement_shifts (kommun_code, claim_id, namnd_id, shift_hash)
     select distinct $1, shift.* from unnest($2::text[], $3::text[], $4::bytea[]) as shift`,
    [kommunCode, rows.map(({ id }) => id), rows.map(({ namndId }) => namndId), rows.map(({ hash }) => hash)],
  );
}

/** Makes the hashes of all the kommun's claims anew, for the checks that are on. */
async function rebuildHashes(
  session: Session,
  keyRing: KeyRing,
  kommunCode: string,
  on: string,
): Promise<void> {
  await session.query('delete from sjukloner.agreement_shifts where kommun_code = $1', [kommunCode]);
  const checks = await checksOf(session, [kommunCode], on);
  if (checks.length === 0) return;
  const claims = await loadClaimsNotRefused(session, kommunCode);
  const hashed = await Promise.all(
    claims.map(async (claim) => {
      const input = await inputOf(session, claim);
      return { ...claim, hashes: checks.flatMap((agreement) => hashesOf(keyRing, agreement, input)) };
    }),
  );
  await insertHashes(session, kommunCode, hashed);
}

/**
 * Whether a pass of each claim is claimed in another kommun of an agreement;
 * null where no check is on. Two statements, however many claims.
 */
export async function areClaimedElsewhere(
  session: Session,
  keyRing: KeyRing,
  claims: readonly ClaimRow[],
  on: string,
): Promise<readonly (boolean | null)[]> {
  const checks = await checksOf(session, [...new Set(claims.map(({ kommunCode }) => kommunCode))], on);
  const asked = await Promise.all(
    claims.map(async (claim, place) => {
      const own = checks.filter(({ kommunCode }) => kommunCode === claim.kommunCode);
      if (own.length === 0) return null;
      const input = await inputOf(session, claim);
      const hashes = own.flatMap((agreement) => hashesOf(keyRing, agreement, input));
      const { kommunCode } = claim;
      return hashes.map((hash) => ({ place, kommun: kommunCode, hash: hash.toString('hex') }));
    }),
  );
  const rows = asked.flatMap((hashes) => hashes ?? []);
  if (rows.length === 0) return asked.map((hashes) => (hashes === null ? null : false));
  const hits = await session.query<{ place: number }>(
    `select asked.place from jsonb_to_recordset($1::jsonb) as asked (place int, kommun text, hash text)
      group by asked.place, asked.kommun
     having sjukloner.is_claimed_elsewhere(asked.kommun, array_agg(decode(asked.hash, 'hex')))`,
    [JSON.stringify(rows)],
  );
  const found = new Set(hits.map(({ place }) => place));
  return asked.map((hashes, place) => (hashes === null ? null : found.has(place)));
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
 * The hashes of the kommun's claims are made anew: switched on, those that came
 * before are compared too; switched off, none are left but those of other checks.
 *
 * @throws ForbiddenError for another nämnd's kommun.
 * @throws BadInputError without a legal basis, or without such an agreement.
 */
export async function switchDuplicateCheck(
  session: Session,
  keyRing: KeyRing,
  change: CheckSwitch,
): Promise<void> {
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
    return rebuildHashes(session, keyRing, kommunCode, dayInStockholm(now));
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
  await rebuildHashes(session, keyRing, kommunCode, dayInStockholm(now));
}
