import {
  coversTask,
  type Grant,
  mayAccess,
  purposesOf,
  type Role,
  type UppdragTask,
} from '@kommunhub/schema';
import type { HubDatabase } from '../database/connect.js';
import { meaningOfFailure } from '../database/database-error.js';
import type { KeyRing } from '../keys/key-ring.js';
import type { NamndKeys } from '../keys/namnd-keys.js';

/** Who the caller is, from the token; what that gives is decided here. */
export interface CallerIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly role: Role;
  readonly kommunCode: string | null;
  readonly namndId: string | null;
  /** The caller's own id as handläggare in the own nämnd's systems; null for who has none. */
  readonly staffKey: string | null;
  /** Functions held in the own kommun, as `LSS_HANDLAGGARE`. */
  readonly functions: readonly string[];
}

interface UppdragRow {
  readonly id: string;
  readonly home_namnd_id: string;
  readonly home_kommun_code: string;
  readonly task: UppdragTask;
  readonly staff_key_cipher: Buffer | null;
  readonly valid_to: string | null;
  readonly agreements: readonly { readonly kinds: readonly string[]; readonly valid_to: string | null }[];
}

interface NamndRow {
  readonly namnd_id: string;
  readonly kommun_codes: string[];
  /** Sources of the nämnd with the kommuner each delivers. */
  readonly sources: { id: string; kommun_codes: string[] }[];
}

/**
 * The nämnder that the caller may act for on the day: the own, and those with
 * an uppdrag in force under an agreement in force that covers the task. When
 * either ends, the grant ends. A role without person-level rights gets none.
 *
 * @throws HubError DATABASE_UNAVAILABLE when the database is away.
 */
export async function loadGrants(
  database: HubDatabase,
  keyRing: KeyRing,
  identity: CallerIdentity,
  today: string,
): Promise<Grant[]> {
  const purpose = purposesOf(identity.role)[0] ?? null;
  if (!mayAccess({ role: identity.role, purpose }, 'PERSON_LEVEL').allowed) return [];
  try {
    return await grantsOf(database, keyRing, identity, today);
  } catch (cause) {
    throw meaningOfFailure(cause);
  }
}

async function grantsOf(
  database: HubDatabase,
  keyRing: KeyRing,
  identity: CallerIdentity,
  today: string,
): Promise<Grant[]> {
  const uppdrag = (await uppdragInForce(database, identity, today))
    .map((row) => ({ ...row, agreements: row.agreements.filter(({ kinds }) => coversTask(kinds, row.task)) }))
    .filter(({ agreements }) => agreements.length > 0);
  const namndIds = [
    ...uppdrag.map((row) => row.home_namnd_id),
    ...(identity.namndId ? [identity.namndId] : []),
  ];
  const namnder = await loadNamnder(database, [...new Set(namndIds)]);
  await keyRing.load([...namnder.keys()]);
  const grants: Grant[] = [];
  const own = identity.namndId === null ? undefined : namnder.get(identity.namndId);
  // A nämnd that does not serve the caller's kommun is not the caller's own, whatever the token says.
  const isOwn = own?.kommun_codes.some((code) => code === identity.kommunCode) === true;
  if (own !== undefined && isOwn) grants.push(ownGrant(keyRing, identity, own));
  for (const row of uppdrag) {
    const namnd = namnder.get(row.home_namnd_id);
    if (namnd !== undefined) grants.push(uppdragGrant(keyRing, row, namnd));
  }
  return grants;
}

function ownGrant(keyRing: KeyRing, { staffKey }: CallerIdentity, namnd: NamndRow): Grant {
  return {
    namndId: namnd.namnd_id,
    kommunCodes: namnd.kommun_codes,
    task: 'LSS_HANDLAGGNING',
    ground: 'OWN_NAMND',
    uppdragId: null,
    handlaggareIds: handlaggareIds(keyRing.namndKeys(namnd.namnd_id), namnd, staffKey),
  };
}

function uppdragGrant(keyRing: KeyRing, row: UppdragRow, namnd: NamndRow): Grant {
  const keys = keyRing.namndKeys(namnd.namnd_id);
  const staffKey =
    row.staff_key_cipher === null
      ? null
      : keys.decrypt('hub.uppdrag', row.id, 'staff_key_cipher', row.staff_key_cipher);
  return {
    namndId: namnd.namnd_id,
    kommunCodes: [row.home_kommun_code],
    task: row.task,
    ground: 'AGREEMENT',
    uppdragId: row.id,
    handlaggareIds: handlaggareIds(keys, namnd, staffKey),
    validTo: lastDay(row),
  };
}

/** The day the uppdrag ends, or before it the last agreement that it rests on. */
function lastDay(row: UppdragRow): string | null {
  const ends = row.agreements.map(({ valid_to }) => valid_to);
  const agreed = ends.includes(null) ? null : ends.toSorted().at(-1);
  return [row.valid_to, agreed].filter((day) => typeof day === 'string').toSorted()[0] ?? null;
}

/** The caller as handläggare in every source of the nämnd; which of a source's kommuner has the row is not known here. */
function handlaggareIds(keys: NamndKeys, namnd: NamndRow, staffKey: string | null): string[] {
  if (staffKey === null) return [];
  return namnd.sources.flatMap((source) =>
    source.kommun_codes.map((kommunCode) => keys.opaqueId('staff', kommunCode, source.id, staffKey)),
  );
}

async function uppdragInForce(
  database: HubDatabase,
  identity: CallerIdentity,
  today: string,
): Promise<UppdragRow[]> {
  const { issuer, subject, kommunCode, functions } = identity;
  const context = JSON.stringify({ issuer, subject, kommun: kommunCode, functions });
  return database.app.transaction(async (manager) => {
    // The row rule of uppdrag shows a caller the own ones only.
    await manager.query(`select set_config('hub.identity', $1, true)`, [context]);
    return manager.query(
      `select uppdrag.id, uppdrag.home_namnd_id, uppdrag.home_kommun_code, uppdrag.task, uppdrag.staff_key_cipher,
                uppdrag.valid_to,
                jsonb_agg(jsonb_build_object('kinds', agreement.kinds, 'valid_to', agreement.valid_to)) as agreements
           from hub.uppdrag
           join hub.agreements agreement
             on agreement.home_kommun_code = uppdrag.home_kommun_code
            and agreement.performing_kommun_code = uppdrag.performing_kommun_code
            and agreement.valid_from <= $1 and (agreement.valid_to is null or agreement.valid_to >= $1)
          where uppdrag.valid_from <= $1 and (uppdrag.valid_to is null or uppdrag.valid_to >= $1)
            and uppdrag.revoked_at is null
            -- Who has left the performing kommun holds nothing for it any more.
            and uppdrag.performing_kommun_code = $2
          group by uppdrag.id order by uppdrag.home_kommun_code, uppdrag.task, uppdrag.id`,
      [today, kommunCode],
    );
  });
}

async function loadNamnder(
  database: HubDatabase,
  namndIds: readonly string[],
): Promise<ReadonlyMap<string, NamndRow>> {
  const rows: NamndRow[] = await database.app.query(
    `select namnd.id as namnd_id,
            (select array_agg(kommun_code order by kommun_code) from hub.namnd_kommuner
              where namnd_id = namnd.id) as kommun_codes,
            coalesce((select jsonb_agg(jsonb_build_object('id', source.id, 'kommun_codes', source.kommun_codes)
                              order by source.id)
                        from hub.sources source where source.namnd_id = namnd.id), '[]') as sources
       from hub.namnder namnd where namnd.id = any ($1)`,
    [namndIds],
  );
  return new Map(rows.map((row) => [row.namnd_id, row]));
}
