import pg, { type Client } from 'pg';
import { columnParsers } from '../database/column-parsers.js';
import { meaningOfFailure } from '../database/database-error.js';

/** Connects as the login `hub_lifecycle`, does the work and disconnects, whatever happens. */
export async function withLifecycle<Result>(
  url: string,
  work: (connection: Client) => Promise<Result>,
): Promise<Result> {
  const connection = new pg.Client({ connectionString: url, types: columnParsers });
  // Told by the statement that meets it; without a listener it would end the process.
  connection.on('error', () => undefined);
  try {
    await connection.connect();
    return await work(connection);
  } catch (error) {
    throw meaningOfFailure(error);
  } finally {
    await connection.end().catch(() => undefined);
  }
}

/** One transaction in which the row rules show what belongs to the nämnd. */
export async function asNamnd<Result>(
  connection: Client,
  namndId: string,
  work: () => Promise<Result>,
  isolation: 'read committed' | 'repeatable read' = 'read committed',
): Promise<Result> {
  await connection.query(`begin isolation level ${isolation}`);
  try {
    await connection.query(`select set_config('hub.lifecycle_namnd', $1, true)`, [namndId]);
    const result = await work();
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.query('rollback').catch(() => undefined);
    throw error;
  }
}
