import type { ClientBase } from 'pg';
import { chainNext, chainStart, entryContent, entryDigest, entryMonth } from './entry-digest.js';

/** Entries read at a time, and so the most of one seal. */
const ENTRIES_AT_A_TIME = 5_000;

interface Sealing {
  readonly snapshot: string;
  readonly sealed_to: string;
  /** Whether transactions count anew since then: the database was restored from a dump. */
  readonly restored: boolean;
}

/**
 * Seals every entry that has been committed since it was last called, in one
 * transaction, and gives how many.
 *
 * Ids are given before entries are committed, so the highest id says nothing.
 * What counts is the snapshot: an entry is sealed by the first pass whose
 * snapshot shows its transaction, whatever came before it, and no transaction
 * that is still open can hold the others up or be passed over.
 */
export async function sealEntries(connection: ClientBase): Promise<number> {
  await connection.query('begin isolation level repeatable read');
  try {
    const sealed = await sealNew(connection);
    await connection.query('commit');
    return sealed;
  } catch (error) {
    await connection.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function sealNew(connection: ClientBase): Promise<number> {
  const { rows } = await connection.query<Sealing>(
    `select snapshot::text, sealed_to::text,
            pg_snapshot_xmin(pg_current_snapshot()) < pg_snapshot_xmin(snapshot) as restored from audit.sealing`,
  );
  const last = rows[0];
  await connection.query(
    `declare unsealed no scroll cursor for
     select namnd_id, ${entryMonth}::text, id::text, ${entryContent} from audit.entries entry
      where ${unsealed(last)} order by 1, 2, id`,
  );
  let sealed = 0;
  for (;;) {
    const batch = await connection.query<[string, string, string, string]>({
      text: `fetch ${ENTRIES_AT_A_TIME} from unsealed`,
      rowMode: 'array',
    });
    const chains = Map.groupBy(batch.rows, ([namndId, month]) => `${month} ${namndId}`);
    for (const entries of chains.values()) await addSeal(connection, entries);
    sealed += batch.rows.length;
    if (batch.rows.length < ENTRIES_AT_A_TIME) break;
  }
  await connection.query('close unsealed');
  if (sealed > 0 || last === undefined) await noteSnapshot(connection, last);
  return sealed;
}

function unsealed(last: Sealing | undefined): string {
  if (last === undefined) return 'true';
  if (last.restored) {
    return `not exists (select from audit.seals where seals.namnd_id = entry.namnd_id
      and seals.month = ${entryMonth} and entry.id = any (seals.entry_ids))`;
  }
  const snapshot = `'${last.snapshot}'::pg_snapshot`;
  return `xid >= pg_snapshot_xmin(${snapshot}) and not pg_visible_in_snapshot(xid, ${snapshot})
    and id > ${last.sealed_to}`;
}

async function addSeal(
  connection: ClientBase,
  entries: readonly (readonly [string, string, string, string])[],
): Promise<void> {
  const [namndId, month] = entries[0]!;
  const { rows } = await connection.query<{ number: number; next: string; hash: Buffer }>(
    `select number, (first_position + cardinality(entry_ids))::text as next, hash from audit.seals
      where namnd_id = $1 and month = $2 order by number desc limit 1`,
    [namndId, month],
  );
  const previous = rows[0];
  const firstPosition = previous === undefined ? 1 : Number(previous.next);
  const digests = Buffer.concat(entries.map(([, , , content]) => entryDigest(content)));
  const hash = chainNext(previous?.hash ?? chainStart(namndId, month), firstPosition, digests);
  await connection.query(
    `insert into audit.seals (namnd_id, month, number, first_position, entry_ids, digests, hash)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[namndId, month, (previous?.number ?? 0) + 1, firstPosition],
      ...[entries.map(([, , id]) => id), digests, hash],
    ],
  );
}

/** Two passes at once: the later finds the row changed since its snapshot, fails and is tried again. */
async function noteSnapshot(connection: ClientBase, last: Sealing | undefined): Promise<void> {
  if (last === undefined) {
    await connection.query('insert into audit.sealing (snapshot) values (pg_current_snapshot())');
    return;
  }
  const sealedTo = last.restored ? '(select coalesce(max(id), 0) from audit.entries)' : 'sealed_to';
  await connection.query(
    `update audit.sealing set snapshot = pg_current_snapshot(), sealed_to = ${sealedTo}, sealed_at = clock_timestamp()`,
  );
}
