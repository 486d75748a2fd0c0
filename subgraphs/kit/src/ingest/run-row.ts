import {
  BadInputError,
  type CountsByKind,
  type ErrorCode,
  errorCodes,
  type RunOutcome,
  type SourceDescription,
} from '@kommunhub/schema';
import type { ClientBase } from 'pg';
import type { OpenRunOptions } from './open-run.js';
import { dropStaging } from './staging-tables.js';

/** Notes a run that has begun, and the held one that it is to carry out. */
export async function insertRun(
  connection: ClientBase,
  runId: string,
  source: SourceDescription,
  { accepts, replay = false }: OpenRunOptions,
): Promise<void> {
  await connection.query(
    `insert into hub.runs (id, source_id, namnd_id, state, accepts_run_id, accepted_by, replay)
     values ($1, $2, $3, 'RUNNING', $4, $5, $6)`,
    [runId, source.id, source.namnd.id, accepts?.runId ?? null, accepts?.by ?? null, replay],
  );
}

/** Says how many rows a run has read so far. */
export async function tellProgress(connection: ClientBase, runId: string, rowsRead: number): Promise<void> {
  await connection.query('update hub.runs set rows_read = $2 where id = $1', [runId, rowsRead]);
}

/**
 * What a held run would have removed.
 *
 * @throws BadInputError when the run is not held, or not the latest of the source.
 */
export async function heldRemovals(
  connection: ClientBase,
  sourceId: string,
  runId: string,
): Promise<CountsByKind> {
  const { rows } = await connection.query<{ id: string; state: string; removed_by_kind: CountsByKind }>(
    'select id, state, removed_by_kind from hub.runs where source_id = $1 and not replay order by started_at desc limit 1',
    [sourceId],
  );
  const [latest] = rows;
  if (latest?.id !== runId) {
    throw new BadInputError(
      `The source ${sourceId} has been read since; only its latest run can be accepted.`,
    );
  }
  if (latest.state !== 'HELD') {
    throw new BadInputError(`The run is ${latest.state}; only a run that is HELD can be accepted.`);
  }
  return latest.removed_by_kind;
}

/** Stores how a run ended, in the transaction that makes it so. */
export async function storeOutcome(
  connection: ClientBase,
  outcome: RunOutcome,
  asOf: Date | null,
): Promise<void> {
  const { counts } = outcome;
  await connection.query(
    `update hub.runs set state = $2, finished_at = clock_timestamp(), as_of = $3, rows_read = $4, rows_used = $5,
            rows_quarantined = $6, rows_skipped = $7, skipped = $8, records = $9, inserted = $10, updated = $11,
            unchanged = $12, removed = $13, removed_by_kind = $14,
            removals_withheld = $15
      where id = $1`,
    [
      outcome.runId,
      outcome.state,
      asOf,
      counts.rowsRead,
      counts.rowsUsed,
      counts.rowsQuarantined,
      counts.rowsSkipped,
      JSON.stringify(counts.skipped),
      counts.records,
      counts.inserted,
      counts.updated,
      counts.unchanged,
      counts.removed,
      JSON.stringify(outcome.removedByKind),
      JSON.stringify(outcome.removalsWithheld),
    ],
  );
}

/** Marks a run as failed and takes its staging away. A reason that begins with an error code is kept under it. */
export async function failRun(connection: ClientBase, runId: string, reason: string): Promise<void> {
  const [, name = '', words = ''] = /^([A-Z_]+)(?:: (.*))?$/s.exec(reason) ?? [];
  const code: ErrorCode = Object.hasOwn(errorCodes, name) ? (name as ErrorCode) : 'INTERNAL';
  const message = code === name ? words || errorCodes[code].description : reason;
  await connection.query(
    `update hub.runs set state = 'FAILED', finished_at = clock_timestamp(), error_code = $2, error_message = $3
      where id = $1 and state = 'RUNNING'`,
    [runId, code, message],
  );
  await connection.query(dropStaging(runId));
}

/** Clears runs of the source that ended without a word. The caller holds the source's lock, so none of them lives. */
export async function clearAbandoned(connection: ClientBase, sourceId: string): Promise<void> {
  const { rows } = await connection.query<{ id: string }>(
    `select id from hub.runs where source_id = $1 and state = 'RUNNING'`,
    [sourceId],
  );
  for (const { id } of rows) {
    await failRun(connection, id, 'SYNC_CUT_OFF');
  }
}
