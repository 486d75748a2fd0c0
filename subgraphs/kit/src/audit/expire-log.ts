import { HubError } from '@kommunhub/schema';
import pg, { type Client } from 'pg';
import { withoutValues } from '../database/database-error.js';
import type { AuditSigner } from './audit-key.js';
import type { ChainHead } from './checkpoint.js';
import type { CheckpointFolder } from './checkpoint-folder.js';
import { entryMonth } from './entry-digest.js';
import { writeBoundary } from './write-checkpoint.js';

export interface ExpireLogOptions {
  /** Address of the owner: nobody else may take a part of the log away. */
  readonly url: string;
  readonly folder: CheckpointFolder;
  readonly signer: AuditSigner;
  /** The first day of the first month that stays. */
  readonly before: string;
}

export interface ExpiredLog {
  /** First days of the months taken away. */
  readonly months: readonly string[];
  readonly chains: number;
  readonly entries: number;
}

/**
 * Takes the months before a day away, whole partitions at a time. First a
 * signed boundary with the heads of their chains is written beside the
 * checkpoints: verification begins after it. The log is to be verified before.
 *
 * @throws HubError AUDIT_UNAVAILABLE when an entry of such a month is not sealed yet.
 */
export async function expireLog(options: ExpireLogOptions): Promise<ExpiredLog> {
  const owner = new pg.Client({ connectionString: options.url });
  owner.on('error', () => undefined);
  try {
    await owner.connect();
    await owner.query('begin');
    const expired = await expire(owner, options);
    await owner.query('commit');
    return expired;
  } catch (cause) {
    if (cause instanceof HubError) throw cause;
    throw new HubError('DATABASE_UNAVAILABLE', 'No part of the log was taken away.', {
      cause: withoutValues(cause),
    });
  } finally {
    await owner.end().catch(() => undefined);
  }
}

async function expire(owner: Client, { folder, signer, before }: ExpireLogOptions): Promise<ExpiredLog> {
  const { rows: partitions } = await owner.query<{ name: string; month: string }>(
    `select format('audit.%I', relname) as name, to_date(right(relname, 7), 'YYYY_MM')::text as month
       from pg_inherits join pg_class on pg_class.oid = inhrelid
      where inhparent = 'audit.entries'::regclass and relname ~ '^entries_[0-9]{4}_[0-9]{2}$'
        and to_date(right(relname, 7), 'YYYY_MM') < date_trunc('month', $1::date) order by 2`,
    [before],
  );
  let entries = 0;
  for (const { name } of partitions) {
    await owner.query(`alter table audit.entries detach partition ${name}`);
    entries += await assertSealed(owner, name);
  }
  const months = partitions.map(({ month }) => month);
  const heads = await headsOf(owner, months);
  if (heads.length > 0) await writeBoundary({ connection: owner, folder, signer }, heads);
  await owner.query('delete from audit.seals where month = any ($1::date[])', [months]);
  for (const { name } of partitions) await owner.query(`drop table ${name}`);
  return { months, chains: heads.length, entries };
}

async function assertSealed(owner: Client, partition: string): Promise<number> {
  const { rows } = await owner.query<{ found: string; unsealed: string }>(
    `select (select count(*) from ${partition})::text as found,
            (select count(*) from ${partition} entry where not exists (
               select from audit.seals where seals.namnd_id = entry.namnd_id
                  and seals.month = ${entryMonth} and entry.id = any (seals.entry_ids)))::text as unsealed`,
  );
  const { found, unsealed } = rows[0]!;
  if (unsealed === '0') return Number(found);
  throw new HubError(
    'AUDIT_UNAVAILABLE',
    `${unsealed} entries of ${partition} are not sealed; let the hub run first.`,
  );
}

async function headsOf(owner: Client, months: readonly string[]): Promise<ChainHead[]> {
  const { rows } = await owner.query<Omit<ChainHead, 'position'> & { position: string }>(
    `select distinct on (namnd_id, month) namnd_id as "namndId", month::text,
            (first_position + cardinality(entry_ids) - 1)::text as position, encode(hash, 'hex') as hash
       from audit.seals where month = any ($1::date[]) order by namnd_id, month, number desc`,
    [months],
  );
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}
