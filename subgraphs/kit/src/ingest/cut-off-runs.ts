import { type HubDatabase, rawConnection } from '../database/connect.js';
import { lockSource, unlockSource } from './run-lock.js';
import { clearAbandoned } from './run-row.js';

/**
 * Marks runs as failed whose process or connection is gone, and takes away
 * what they staged. A run that lives holds its source, in whatever process it
 * is, and is left alone.
 *
 * @returns the sources that were freed.
 */
export async function clearCutOffRuns(
  database: HubDatabase,
  sourceIds: readonly string[],
): Promise<readonly string[]> {
  const under: { source_id: string }[] = await database.ingest.query(
    `select distinct source_id from hub.runs where state = 'RUNNING' and source_id = any ($1)`,
    [sourceIds],
  );
  const freed: string[] = [];
  for (const { source_id: sourceId } of under) {
    if (await clear(database, sourceId)) freed.push(sourceId);
  }
  return freed;
}

async function clear(database: HubDatabase, sourceId: string): Promise<boolean> {
  const runner = database.ingest.createQueryRunner();
  try {
    const connection = await rawConnection(runner);
    const isFree = await lockSource(connection, sourceId).then(
      () => true,
      () => false,
    );
    if (!isFree) return false;
    try {
      await clearAbandoned(connection, sourceId);
    } finally {
      await unlockSource(connection, sourceId);
    }
    return true;
  } finally {
    await runner.release();
  }
}
