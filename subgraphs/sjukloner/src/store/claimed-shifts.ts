import { normaliseSearchTerm, type SjuklonInput } from '@kommunhub/schema';
import type { NamndKeys, Session } from '@kommunhub/subgraph-kit';
import { ClaimedShiftEntity } from '../entities/index.js';
import type { ClaimKey } from './calculate-claim.js';

/**
 * Keeps the passes of a claim as keyed hashes. An assistant without number is
 * known by name and birth year; without either by nothing, and is then never
 * found again (`design.md` 12).
 */
export async function storeShifts(
  session: Session,
  keys: NamndKeys,
  { id: claimId, kommunCode, namndId }: ClaimKey,
  input: SjuklonInput,
): Promise<void> {
  const manager = await session.manager();
  await manager.delete(ClaimedShiftEntity, { kommunCode, claimId });
  const rows = shiftsOf(keys, input).map((shift) => ({ kommunCode, claimId, namndId, ...shift }));
  // One statement however many passes.
  if (rows.length > 0) await manager.insert(ClaimedShiftEntity, rows);
}

function shiftsOf(keys: NamndKeys, { sickPeriods }: SjuklonInput) {
  return sickPeriods.flatMap(({ assistant, shifts }, period) => {
    const { personnummer, name, birthYear } = assistant;
    const identity = personnummer ?? (name === null ? null : `${normaliseSearchTerm(name)} ${birthYear}`);
    if (identity === null) return [];
    return shifts.map(({ date, start, hours }, shift) => ({
      place: `${period}.${shift}`,
      onDay: date,
      assistantHash: keys.lookupHash(`assistant ${identity}`),
      shiftHash: keys.lookupHash(`shift ${identity} ${date} ${start ?? ''} ${hours}`),
    }));
  });
}

/**
 * Places of the claim's passes that stand in an earlier claim of the kommun
 * which was not refused (S09), in one statement.
 */
export async function findClaimedBefore(
  session: Session,
  keys: NamndKeys,
  { id, kommunCode }: ClaimKey,
  input: SjuklonInput,
): Promise<ReadonlySet<string>> {
  const shifts = shiftsOf(keys, input);
  const rows = await session.query<{ place: string }>(
    `select distinct wanted.place
       from unnest($2::text[], $3::bytea[]) as wanted (place, shift_hash)
       join sjukloner.claimed_shifts other
         on other.kommun_code = $1 and other.shift_hash = wanted.shift_hash and other.claim_id <> $4
       join sjukloner.claims earlier
         on earlier.kommun_code = other.kommun_code and earlier.id = other.claim_id
        and earlier.outcome is distinct from 'AVSLAG'
      where earlier.received_at < coalesce(
        (select received_at from sjukloner.claims where kommun_code = $1 and id = $4), 'infinity')`,
    [kommunCode, shifts.map(({ place }) => place), shifts.map(({ shiftHash }) => shiftHash), id],
  );
  return new Set(rows.map(({ place }) => place));
}

/** A pass or an assistant that another claim of the kommun has claimed on the same day. */
export interface DuplicateRow {
  readonly claimId: string;
  readonly otherClaimId: string;
  readonly date: string;
  readonly sameShift: boolean;
}

/** What the claims share with other claims of their kommun, in one statement. */
export function findDuplicates(session: Session, claims: readonly { id: string; kommunCode: string }[]) {
  return session.query<DuplicateRow>(
    `select distinct own.claim_id as "claimId", other.claim_id as "otherClaimId", own.on_day as date,
            other.shift_hash = own.shift_hash as "sameShift"
       from unnest($1::text[], $2::text[]) as wanted (kommun_code, claim_id)
       join sjukloner.claimed_shifts own
         on own.kommun_code = wanted.kommun_code and own.claim_id = wanted.claim_id
       join sjukloner.claimed_shifts other
         on other.kommun_code = own.kommun_code and other.assistant_hash = own.assistant_hash
        and other.on_day = own.on_day and other.claim_id <> own.claim_id
      order by own.claim_id, own.on_day, other.claim_id`,
    [claims.map(({ kommunCode }) => kommunCode), claims.map(({ id }) => id)],
  );
}
