import {
  type ClaimedShift,
  compareDecimals,
  type DuplicateShift,
  findDuplicateShifts,
  normaliseSearchTerm,
  type SjuklonInput,
} from '@kommunhub/schema';
import type { NamndKeys, Session } from '@kommunhub/subgraph-kit';
import { ClaimedShiftEntity } from '../entities/index.js';
import { loadClaims } from '../rows/claim-rows.js';
import type { ClaimKey } from './calculate-claim.js';
import { calculationOf } from './claim-content.js';

/**
 * Keeps the passes of a claim, with keyed hashes in the place of people: what
 * finds the same pass in another claim of the kommun, and tells nothing else.
 */
export async function storeShifts(
  session: Session,
  keys: NamndKeys,
  claim: ClaimKey,
  input: SjuklonInput,
): Promise<void> {
  const manager = await session.manager();
  const { id: claimId, kommunCode, namndId } = claim;
  await manager.delete(ClaimedShiftEntity, { kommunCode, claimId });
  const rows = shiftsOf(keys, claimId, input).map((shift) => ({
    ...{ kommunCode, claimId, namndId },
    place: shift.place,
    onDay: shift.date,
    starts: shift.start,
    ends: shift.end,
    hours: shift.hours,
    type: shift.type,
    assistantHash: bytesOf(shift.assistantKey),
    substituteHash: bytesOf(shift.substituteKey),
    personHash: bytesOf(shift.personKey),
  }));
  // One statement however many passes.
  if (rows.length > 0) await manager.insert(ClaimedShiftEntity, rows);
}

const bytesOf = (key: string | null) => (key === null ? null : Buffer.from(key, 'hex'));

/** Somebody with a number is known by it, another by name and birth year; without either by nothing (`design.md` 12). */
function personKey(
  keys: NamndKeys,
  personnummer: string | null,
  name: string | null,
  birthYear: number | null,
): string | null {
  if (personnummer !== null) return keys.lookupHash(`shift of ${personnummer}`).toString('hex');
  if (name === null || birthYear === null) return null;
  return keys.lookupHash(`shift of ${normaliseSearchTerm(name)} ${birthYear}`).toString('hex');
}

function shiftsOf(keys: NamndKeys, claimId: string, input: SjuklonInput): ClaimedShift[] {
  const individual = personKey(keys, input.personnummer ?? input.personId, null, null);
  return input.sickPeriods.flatMap(({ assistant, shifts }, period) => {
    const assistantKey = personKey(keys, assistant.personnummer, assistant.name, assistant.birthYear);
    return shifts.map((shift, index) => ({
      claimId,
      place: `${period}.${index}`,
      assistantKey,
      // Of a substitute the claim tells no birth year: only a number makes them certain.
      substituteKey: personKey(keys, shift.substitutePersonnummer, null, null),
      personKey: individual,
      date: shift.date,
      start: shift.start,
      end: shift.end,
      hours: shift.hours,
      type: shift.type,
    }));
  });
}

const shiftFields = `shift.claim_id as "claimId", shift.place, shift.on_day as date, shift.starts as start,
  shift.ends as "end", shift.hours, shift.type, encode(shift.assistant_hash, 'hex') as "assistantKey",
  encode(shift.substitute_hash, 'hex') as "substituteKey", encode(shift.person_hash, 'hex') as "personKey"`;

/** A night shift may reach into the next day. */
const nearDay = 'shift.on_day between wanted.on_day - 1 and wanted.on_day + 1';

/**
 * Places of the claim's passes that another claim of the kommun asks for or has
 * been paid for (S09): one that came earlier and is not refused, or that came
 * later and is decided already. Of a decided claim only what it pays counts: a
 * pass that was cut there, as for want of a läkarintyg, may be claimed again.
 */
export async function findClaimedBefore(
  session: Session,
  keys: NamndKeys,
  { id, kommunCode }: ClaimKey,
  input: SjuklonInput,
): Promise<ReadonlySet<string>> {
  const own = shiftsOf(keys, id, input);
  const others = await session.query<ClaimedShift>(
    `select distinct ${shiftFields}
       from unnest($2::date[], $3::text[]) as wanted (on_day, assistant_key)
       join sjukloner.claimed_shifts shift
         on shift.kommun_code = $1 and shift.assistant_hash = decode(wanted.assistant_key, 'hex') and ${nearDay}
       join sjukloner.claims claim
         on claim.kommun_code = shift.kommun_code and claim.id = shift.claim_id and claim.id <> $4
        and claim.outcome is distinct from 'AVSLAG'
      where claim.outcome is not null or (claim.received_at, claim.id) < (coalesce(
        (select received_at from sjukloner.claims where kommun_code = $1 and id = $4), 'infinity'), $4)
      order by "claimId", place`,
    [kommunCode, own.map(({ date }) => date), own.map(({ assistantKey }) => assistantKey), id],
  );
  const unpaid = await findUnpaid(session, others);
  const claimed = others.filter(({ claimId, place }) => !unpaid.has(`${claimId} ${place}`));
  const duplicates = findDuplicateShifts([...claimed, ...own]);
  return new Set(
    duplicates
      .filter(({ kind, second }) => kind === 'PASS' && second.claimId === id)
      .map(({ second }) => second.place),
  );
}

/** The passes that decided claims cut whole, as `claim place`. */
async function findUnpaid(session: Session, shifts: readonly ClaimedShift[]): Promise<ReadonlySet<string>> {
  if (shifts.length === 0) return new Set();
  const rows = await loadClaims(session, [...new Set(shifts.map(({ claimId }) => claimId))]);
  const decided = rows.filter(({ outcome }) => outcome !== null);
  const unpaid = await Promise.all(
    decided.map(async (row) => {
      const { cuts } = await calculationOf(session, row);
      const hoursCut = new Map(cuts.map(({ path, hours }) => [path, hours]));
      const ofClaim = shifts.filter(({ claimId }) => claimId === row.id);
      return ofClaim.flatMap(({ place, hours }) => {
        const cut = hoursCut.get(`sickPeriods.${place.replace('.', '.shifts.')}`) ?? null;
        return cut !== null && compareDecimals(cut, hours) >= 0 ? `${row.id} ${place}` : [];
      });
    }),
  );
  return new Set(unpaid.flat());
}

/** What the claims share with other claims of their kommun, in one statement; a list for each, in their order. */
export async function findDuplicates(
  session: Session,
  claims: readonly { readonly id: string; readonly kommunCode: string }[],
): Promise<(readonly DuplicateShift[])[]> {
  const shifts = await session.query<ClaimedShift>(
    `with own as (
       select shift.* from unnest($1::text[], $2::text[]) as wanted (kommun_code, claim_id)
         join sjukloner.claimed_shifts shift
           on shift.kommun_code = wanted.kommun_code and shift.claim_id = wanted.claim_id)
     select distinct ${shiftFields} from own wanted
       join sjukloner.claimed_shifts shift on shift.kommun_code = wanted.kommun_code and ${nearDay}
        and (shift.assistant_hash = wanted.assistant_hash or shift.substitute_hash = wanted.substitute_hash)
      order by "claimId", place`,
    [claims.map(({ kommunCode }) => kommunCode), claims.map(({ id }) => id)],
  );
  return claims.map(({ id }) => {
    const own = shifts.filter(({ claimId }) => claimId === id);
    const others = shifts.filter(({ claimId }) => claimId !== id);
    return findDuplicateShifts([...others, ...own]).filter(({ second }) => second.claimId === id);
  });
}
