import { HubError } from '@kommunhub/schema';
import type { ClientBase } from 'pg';

/** SQL of the lock of a source, whose id the expression gives. */
export const runLockOf = (id: string): string => `hashtextextended('kommunhub run of ' || ${id}, 0)`;

/**
 * Takes the source for this connection. The lock ends with the connection, so
 * a killed run never blocks the next.
 *
 * @throws HubError SYNC_RUNNING when another run has it.
 */
export async function lockSource(connection: ClientBase, sourceId: string): Promise<void> {
  const { rows } = await connection.query<{ taken: boolean }>(
    `select pg_try_advisory_lock(${runLockOf('$1')}) as taken`,
    [sourceId],
  );
  if (rows[0]?.taken !== true) {
    throw new HubError('SYNC_RUNNING', `A run of the source ${sourceId} is under way; wait for it to end.`);
  }
}

export async function unlockSource(connection: ClientBase, sourceId: string): Promise<void> {
  await connection.query(`select pg_advisory_unlock(${runLockOf('$1')})`, [sourceId]);
}
