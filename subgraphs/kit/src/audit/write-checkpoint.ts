import type { ClientBase } from 'pg';
import type { AuditSigner } from './audit-key.js';
import { type ChainHead, type Checkpoint, checkpointDigest, signedLine } from './checkpoint.js';
import type { CheckpointFolder } from './checkpoint-folder.js';

interface CheckpointPlace {
  readonly connection: ClientBase;
  readonly folder: CheckpointFolder;
  readonly signer: AuditSigner;
}

/**
 * Writes the heads that have moved since the last checkpoint, signed, to the
 * folder and then notes in the database that it was done. Gives the
 * checkpoint; null when nothing has moved.
 */
export async function writeCheckpoint(place: CheckpointPlace): Promise<Checkpoint | null> {
  const moved = await movedHeads(place.connection);
  if (moved.length === 0) return null;
  const sealedTo = Math.max(...moved.map(({ serial }) => serial));
  const heads = moved.map(({ serial: _, ...head }) => head);
  return write(place, 'CHECKPOINT', heads, sealedTo);
}

/** Writes how far chains had come that are about to be taken away. */
export function writeBoundary(place: CheckpointPlace, heads: readonly ChainHead[]): Promise<Checkpoint> {
  return write(place, 'BOUNDARY', heads, null);
}

/** Any constant does: what writes to the folder takes turns, so that no number is given twice. */
const FOLDER_LOCK = 0x61756466;

async function write(
  place: CheckpointPlace,
  kind: Checkpoint['kind'],
  heads: readonly ChainHead[],
  sealedTo: number | null,
): Promise<Checkpoint> {
  await place.connection.query('select pg_advisory_lock($1)', [FOLDER_LOCK]);
  try {
    return await writeNext(place, kind, heads, sealedTo);
  } finally {
    await place.connection.query('select pg_advisory_unlock($1)', [FOLDER_LOCK]).catch(() => undefined);
  }
}

async function writeNext(
  { connection, folder, signer }: CheckpointPlace,
  kind: Checkpoint['kind'],
  heads: readonly ChainHead[],
  sealedTo: number | null,
): Promise<Checkpoint> {
  const { rows } = await connection.query<{ instance: string; number: string; digest: Buffer; at: Date }>(
    `select (select id from hub.instance) as instance, now() as at, number::text, digest
       from (select 1) as one left join
            (select number, digest from audit.checkpoints order by number desc limit 1) as last on true`,
  );
  const stored = rows[0]!;
  const written = (await folder.last())?.checkpoint;
  // The folder may hold one that the database does not know of: the hub was stopped in between.
  const isAhead = written !== undefined && written.number > Number(stored.number ?? 0);
  const at = new Date(stored.at).toISOString();
  const checkpoint: Checkpoint = {
    ...{ kind, instance: stored.instance ?? '', at, heads },
    number: 1 + (isAhead ? written.number : Number(stored.number ?? 0)),
    previous: isAhead ? checkpointDigest(written) : (stored.digest?.toString('hex') ?? ''),
  };
  await folder.append(at.slice(0, 4), signedLine(checkpoint, signer));
  await connection.query(
    `insert into audit.checkpoints (number, digest, sealed_to)
     values ($1, $2, coalesce($3, (select max(sealed_to) from audit.checkpoints), 0))`,
    [checkpoint.number, Buffer.from(checkpointDigest(checkpoint), 'hex'), sealedTo],
  );
  return checkpoint;
}

/** Heads of the chains sealed since the last checkpoint; a restart in between repeats or loses none. */
async function movedHeads(connection: ClientBase): Promise<(ChainHead & { readonly serial: number })[]> {
  const { rows } = await connection.query<{
    namndId: string;
    month: string;
    position: string;
    hash: string;
    serial: string;
  }>(
    `select distinct on (namnd_id, month) namnd_id as "namndId", month::text,
            (first_position + cardinality(entry_ids) - 1)::text as position, encode(hash, 'hex') as hash, serial::text
       from audit.seals where serial > coalesce((select max(sealed_to) from audit.checkpoints), 0)
      order by namnd_id, month, number desc`,
  );
  return rows.map((row) => ({ ...row, position: Number(row.position), serial: Number(row.serial) }));
}
