import { createHash } from 'node:crypto';
import { BadInputError, NotFoundError } from '@kommunhub/schema';
import type { Client } from 'pg';
import type { KeyRing } from '../keys/key-ring.js';
import { asNamnd, withLifecycle } from './as-namnd.js';
import { exportLines } from './export-namnd.js';
import { lockSources } from './lock-sources.js';
import { ownedTables } from './owned-tables.js';
import type { SealedColumn } from './sealed-columns.js';

export interface LeaveOptions {
  /** Address of the login `hub_lifecycle`. */
  readonly url: string;
  readonly keyRing: KeyRing;
  readonly columns: readonly SealedColumn[];
}

export interface Departure {
  readonly namndId: string;
  /** Rows removed, by table. */
  readonly removed: Readonly<Record<string, number>>;
  readonly leftAt: string;
  /** The day when the last backup that still holds the data has gone. */
  readonly backupsUntil: string;
}

/**
 * Hands over everything that belongs to the nämnd, line by line, and then
 * notes the digest of it, which {@link leaveHub} must be given.
 */
export async function exportNamnd(
  namndId: string,
  by: string,
  options: LeaveOptions,
  write: (lines: AsyncIterable<string>) => Promise<void>,
): Promise<string> {
  return withLifecycle(options.url, async (connection) => {
    await openKeys(namndId, options);
    const hash = createHash('sha256');
    await inOneMoment(connection, namndId, async () => {
      await write(hashed(exportLines(connection, options.keyRing.namndKeys(namndId), options.columns), hash));
    });
    const digest = hash.digest();
    await connection.query(
      `insert into hub.departures (namnd_id, exported_by, export_digest) values ($1, $2, $3)
       on conflict (namnd_id) do update set exported_by = $2, export_digest = $3, exported_at = clock_timestamp()`,
      [namndId, by, digest],
    );
    return digest.toString('hex');
  });
}

/**
 * Removes all rows of the nämnd and its keys, in one transaction. Whoever
 * gives the digest says that the nämnd has received the export; it must be
 * another person than the one who made it, and nothing may have changed since.
 * Without the keys, what backups still hold cannot be opened from this
 * database. The log stays.
 *
 * @throws BadInputError when the receipt does not hold; then nothing is removed.
 */
export async function leaveHub(
  namndId: string,
  receipt: { readonly digest: string; readonly by: string; readonly backupDays: number },
  options: LeaveOptions,
): Promise<Departure> {
  return withLifecycle(options.url, async (connection) => {
    await openKeys(namndId, options);
    return inOneMoment(connection, namndId, async () => {
      await lockSources(connection, namndId);
      await assertReceipt(connection, namndId, receipt, options);
      const removed: Record<string, number> = {};
      for (const { name, isOwned } of await ownedTables(connection)) {
        const { rowCount } = await connection.query(`delete from ${name} where ${isOwned}`);
        if (rowCount !== null && rowCount > 0) removed[name] = rowCount;
      }
      await connection.query('delete from hub.namnder where id = $1', [namndId]);
      const { rows } = await connection.query<{ leftAt: string; backupsUntil: string }>(
        `update hub.departures set receipted_by = $2, left_at = clock_timestamp(), backups_until = current_date + $3::int
          where namnd_id = $1 returning left_at as "leftAt", backups_until as "backupsUntil"`,
        [namndId, receipt.by, receipt.backupDays],
      );
      return { namndId, removed, ...rows[0]! };
    });
  });
}

async function openKeys(namndId: string, { keyRing }: LeaveOptions): Promise<void> {
  await keyRing.refresh([namndId]);
}

async function assertReceipt(
  connection: Client,
  namndId: string,
  { digest, by }: { readonly digest: string; readonly by: string },
  { keyRing, columns }: LeaveOptions,
): Promise<void> {
  const { rows } = await connection.query<{ exported_by: string; digest: string }>(
    `select exported_by, encode(export_digest, 'hex') as digest from hub.departures
      where namnd_id = $1 and left_at is null for update`,
    [namndId],
  );
  const [departure] = rows;
  if (departure === undefined)
    throw new NotFoundError('Nothing has been exported for the nämnd; export it first.');
  if (departure.exported_by === by) {
    throw new BadInputError(
      'Another person than the one who exported must receipt that the nämnd has received it.',
    );
  }
  if (departure.digest !== digest) throw new BadInputError('The digest is not that of the latest export.');
  const hash = createHash('sha256');
  for await (const line of exportLines(connection, keyRing.namndKeys(namndId), columns)) hash.update(line);
  if (hash.digest('hex') !== digest) {
    throw new BadInputError('Something has changed since the export; export anew and receipt that.');
  }
}

/** One snapshot for all tables, so that what is exported holds together. */
function inOneMoment<Result>(
  connection: Client,
  namndId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return asNamnd(connection, namndId, work, 'repeatable read');
}

async function* hashed(
  lines: AsyncIterable<string>,
  hash: { update(text: string): unknown },
): AsyncGenerator<string> {
  for await (const line of lines) {
    hash.update(line);
    yield line;
  }
}
