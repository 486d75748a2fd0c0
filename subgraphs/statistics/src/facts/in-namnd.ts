import { type HubDatabase, rawConnection } from '@kommunhub/subgraph-kit';
import type { ClientBase } from 'pg';
import type { NamndOfFacts } from './refresh-facts.js';

/** Every nämnd of the hub with its kommuner. */
export async function allNamnder(database: HubDatabase): Promise<NamndOfFacts[]> {
  return database.ingest.query(
    `select namnd_id as "namndId", array_agg(kommun_code order by kommun_code) as "kommunCodes"
       from hub.namnd_kommuner group by namnd_id order by namnd_id`,
  );
}

/**
 * One transaction with the rights and row rules under which the nämnd's
 * deliveries are merged, and the planner's settings of a merge: row rules look
 * very selective to it.
 */
export async function inNamnd<Result>(
  database: HubDatabase,
  namndId: string,
  work: (connection: ClientBase) => Promise<Result>,
): Promise<Result> {
  const runner = database.ingest.createQueryRunner();
  try {
    const connection = await rawConnection(runner);
    await connection.query('begin');
    try {
      await connection.query(
        `select set_config('hub.ingest_namnd', $1, true), set_config('enable_nestloop', 'off', true),
                set_config('work_mem', '64MB', true)`,
        [namndId],
      );
      const result = await work(connection);
      await connection.query('commit');
      return result;
    } catch (error) {
      await connection.query('rollback').catch(() => undefined);
      throw error;
    }
  } finally {
    await runner.release();
  }
}
