import { HubError } from '@kommunhub/schema';
import type { Client } from 'pg';
import { runLockOf } from '../ingest/run-lock.js';

/** Takes the nämnd's sources for the transaction; gives whether all were free. The lock is the one that runs take. */
export async function tryLockSources(connection: Client, namndId: string): Promise<boolean> {
  const { rows } = await connection.query<{ free: boolean | null }>(
    `select bool_and(pg_try_advisory_xact_lock(${runLockOf('id')})) as free
       from hub.sources where namnd_id = $1`,
    [namndId],
  );
  return rows[0]?.free !== false;
}

/** @throws HubError SYNC_RUNNING when a run of one of the nämnd's sources is under way. */
export async function lockSources(connection: Client, namndId: string): Promise<void> {
  if (await tryLockSources(connection, namndId)) return;
  throw new HubError('SYNC_RUNNING', `A run of a source of ${namndId} is under way; wait for it to end.`);
}
