import { randomUUID } from 'node:crypto';
import {
  ConfigError,
  type CountsByKind,
  type RawRow,
  type RecordSink,
  recordKinds,
  type SourceDescription,
} from '@kommunhub/schema';
import { type HubDatabase, rawConnection } from '../database/connect.js';
import type { KeyRing } from '../keys/key-ring.js';
import type { AfterMerge } from './after-merge.js';
import { referencesOf } from './merge-scope.js';
import { registerSource } from './register-source.js';
import { ReplayRows } from './replay-rows.js';
import { lockSource, unlockSource } from './run-lock.js';
import { clearAbandoned, heldRemovals, insertRun } from './run-row.js';
import { SourceRun } from './source-run.js';
import { createStaging, stagingTables } from './staging-tables.js';
import type { TableSpec } from './table-spec.js';

export interface OpenRunOptions {
  /**
   * A person has looked at a held delivery and says that what it removes is
   * gone. The new run may remove as many records of each kind as the held one
   * foresaw; a delivery that would remove more is held again.
   */
  readonly accepts?: AcceptedRun;
  /** The run maps rows again that earlier ones kept, instead of reading a delivery. */
  readonly replay?: boolean;
}

export interface AcceptedRun {
  readonly runId: string;
  /** Who accepted it, for the record. */
  readonly by: string;
}

/** A run under way. */
export interface OpenedRun extends RecordSink {
  readonly runId: string;
  /** Of a replay: the rows to map again. Every one must be written with its fate, in this order. */
  keptRows(): AsyncIterable<RawRow>;
}

export interface OpenRunParts {
  /** Told of every run that was merged, a replay too, in its transaction; none that is held. */
  readonly afterMerge?: AfterMerge;
}

/** The schema's {@link OpenRun} with the choice to accept what the guard has held, or to replay kept rows. */
export type OpenSourceRun = (source: SourceDescription, options?: OpenRunOptions) => Promise<OpenedRun>;

/**
 * Makes the way in for deliveries. A run registers its source, holds it
 * against other runs, and clears what a cut-off run left behind.
 *
 * A run that is to accept another throws BadInputError when that one is not the
 * latest of the source and held.
 *
 * @throws ConfigError when a declared reference leads to a kind without a table.
 */
export function createOpenRun(
  database: HubDatabase,
  keyRing: KeyRing,
  tableSpecs: readonly TableSpec[],
  { afterMerge = async () => {} }: OpenRunParts = {},
): OpenSourceRun {
  const specs = inOrder(tableSpecs);
  return async (source, options = {}) => {
    await registerSource(database, keyRing, source);
    const runner = database.ingest.createQueryRunner();
    const connection = await rawConnection(runner);
    try {
      await lockSource(connection, source.id);
    } catch (error) {
      await runner.release();
      throw error;
    }
    const runId = randomUUID();
    const tables = stagingTables(runId);
    const release = async () => {
      await unlockSource(connection, source.id).catch(() => undefined);
      await runner.release();
    };
    let acceptedRemovals: CountsByKind | null = null;
    try {
      await clearAbandoned(connection, source.id);
      if (options.accepts)
        acceptedRemovals = await heldRemovals(connection, source.id, options.accepts.runId);
      await insertRun(connection, runId, source, options);
      await connection.query(createStaging(tables, specs));
    } catch (error) {
      await release();
      throw error;
    }
    const keys = keyRing.namndKeys(source.namnd.id);
    const kept = { connection, sourceId: source.id, namndId: source.namnd.id, keys };
    const replay = options.replay ? new ReplayRows(kept) : null;
    const parts = {
      runId,
      connection,
      source,
      specs,
      tables,
      keys,
      acceptedRemovals,
      replay,
      afterMerge,
      release,
    };
    return new SourceRun(parts);
  };
}

/** The order in which kinds refer to each other. */
function inOrder(specs: readonly TableSpec[]): TableSpec[] {
  const known = new Set(specs.map((spec) => spec.kind));
  for (const spec of specs) {
    const lost = referencesOf(spec).find((reference) => !known.has(reference.to));
    if (lost === undefined) continue;
    const place = `${spec.table}.${lost.name}`;
    throw new ConfigError('CONFIG_INVALID', `${place} refers to ${lost.to}, which has no table.`);
  }
  return [...specs].sort((one, other) => recordKinds.indexOf(one.kind) - recordKinds.indexOf(other.kind));
}
