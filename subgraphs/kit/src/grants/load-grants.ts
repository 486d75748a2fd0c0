import {
  coversTask,
  dayInStockholm,
  type Grant,
  mayAccess,
  ownNamndScope,
  purposesOf,
  type Role,
  type UppdragTask,
  uppdragScope,
  uppdragTasks,
} from '@kommunhub/schema';
import type { EntityManager } from 'typeorm';
import type { HubDatabase } from '../database/connect.js';
import { meaningOfFailure } from '../database/database-error.js';
import type { KeyRing } from '../keys/key-ring.js';
import type { NamndKeys } from '../keys/namnd-keys.js';
import { type OwnMarks, ownMarks } from './own-marks.js';

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
 * The nämnder that the caller may act for at the moment: the own, and those
 * with an uppdrag in force under an agreement in force that covers the task.
 * When either ends, the grant ends. A role without person-level rights gets
 * none.
 *
 * @throws HubError DATABASE_UNAVAILABLE when the database is away.
 */
export async function loadGrants(
  database: HubDatabase,
  keyRing: KeyRing,
  identity: CallerIdentity,
  moment: Date,
): Promise<Grant[]> {
  const purpose = purposesOf(identity.role)[0] ?? null;
  if (!mayAccess({ role: identity.role, purpose }, 'PERSON_LEVEL').allowed) return [];
  try {
    return await grantsOf(database, keyRing, identity, moment);
  } catch (cause) {
    throw meaningOfFailure(cause);
  }
}

async function grantsOf(
  database: HubDatabase,
  keyRing: KeyRing,
  identity: CallerIdentity,
  moment: Date,
): Promise<Grant[]> {
  const today = dayInStockholm(moment);
  const { uppdrag, marks } = await readHeld(database, identity, today, moment);
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
  const ownTask = uppdragTasks.find((task) => ownNamndScope(identity.role, task) !== null);
  if (own !== undefined && isOwn && ownTask !== undefined) {
    grants.push(ownGrant(keyRing, identity, own, ownTask, marks));
  }
  for (const row of uppdrag) {
    const namnd = namnder.get(row.home_namnd_id);
    if (namnd !== undefined) grants.push(uppdragGrant(keyRing, identity.role, row, namnd));
  }
  return grants;
}

/** What the caller holds of others and has done in the own nämnd, in one transaction that says who the caller is. */
async function readHeld(
  database: HubDatabase,
  identity: CallerIdentity,
  today: string,
  moment: Date,
): Promise<{ uppdrag: UppdragRow[]; marks: OwnMarks }> {
  const { issuer, subject, kommunCode, namndId, functions, role } = identity;
  const context = JSON.stringify({ issuer, subject, kommun: kommunCode, namnd: namndId, functions });
  return database.app.transaction(async (manager) => {
    // The row rules show a caller the own ones only.
    await manager.query(`select set_config('hub.identity', $1, true)`, [context]);
    const held = await uppdragInForce(manager, identity, today);
    return {
      uppdrag: held
        .map((row) => ({
          ...row,
          agreements: row.agreements.filter(({ kinds }) => coversTask(kinds, row.task)),
        }))
        .filter(({ agreements, task }) => agreements.length > 0 && uppdragScope(role, task) !== null),
      marks: await ownMarks(manager, identity, moment),
    };
  });
}

function ownGrant(
  keyRing: KeyRing,
  { role, staffKey }: CallerIdentity,
  namnd: NamndRow,
  task: UppdragTask,
  { brokenUntil, sample }: OwnMarks,
): Grant {
  const scope = brokenUntil === null ? ownNamndScope(role, task)! : 'ALL';
  return {
    namndId: namnd.namnd_id,
    kommunCodes: namnd.kommun_codes,
    task,
    ground: brokenUntil === null ? 'OWN_NAMND' : 'BREAK_GLASS',
    uppdragId: null,
    handlaggareIds: handlaggareIds(keyRing.namndKeys(namnd.namnd_id), namnd, staffKey),
    scope,
    ...(scope === 'SAMPLE' && { sample }),
    ...(brokenUntil !== null && { until: brokenUntil }),
  };
}

function uppdragGrant(keyRing: KeyRing, role: Role, row: UppdragRow, namnd: NamndRow): Grant {
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
    scope: uppdragScope(role, row.task)!,
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
  manager: EntityManager,
  { kommunCode }: CallerIdentity,
  today: string,
): Promise<UppdragRow[]> {
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
