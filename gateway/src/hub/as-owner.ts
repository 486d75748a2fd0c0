import { HubError } from '@kommunhub/schema';
import { Client } from 'pg';
import type { RunSql } from './api-key-store.js';
import { reachDatabase } from './reach-database.js';
import type { Settings } from './settings.js';

/**
 * Works on the database as its owner: beside a running hub, whether its
 * database is embedded or not, or on an embedded one started for the work.
 *
 * @throws HubError DATABASE_UNAVAILABLE when it cannot be reached or has not been migrated.
 */
export async function asOwner<Result>(
  settings: Settings,
  work: (run: RunSql) => Promise<Result>,
): Promise<Result> {
  // Nothing but the address is needed there: keys are made from whichever machine reaches the database.
  if (settings.databaseUrl !== undefined) return connected(settings.databaseUrl, work);
  const { ownerUrl, close } = await reachDatabase(settings);
  try {
    return await connected(ownerUrl, work);
  } finally {
    await close();
  }
}

async function connected<Result>(url: string, work: (run: RunSql) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (cause) {
    await client.end().catch(() => {});
    throw new HubError('DATABASE_UNAVAILABLE', 'The owner cannot connect to the database.', { cause });
  }
  try {
    return await work(async <Row>(sql: string, parameters: readonly unknown[]) => {
      const { rows } = await client.query(sql, [...parameters]);
      return rows as readonly Row[];
    });
  } catch (cause) {
    // PostgreSQL: no such table, no such schema.
    const { code } = cause as { code?: unknown };
    if (code !== '42P01' && code !== '3F000') throw cause;
    throw new HubError(
      'DATABASE_UNAVAILABLE',
      'The database is not up to date; run "npx kommunhub migrate".',
      {
        cause,
      },
    );
  } finally {
    await client.end();
  }
}
