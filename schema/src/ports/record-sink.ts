import type { RecordKind } from '../records/index.js';
import type { SourceDescription } from './record-source.js';
import type { SkipReason, SourceRow } from './source-row.js';

/** The counts of a run. `rowsRead = rowsUsed + rowsQuarantined + rowsSkipped`; `records = inserted + updated + unchanged`. */
export interface RunCounts {
  readonly rowsRead: number;
  readonly rowsUsed: number;
  readonly rowsQuarantined: number;
  readonly rowsSkipped: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly records: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
}

export type RunState = 'RUNNING' | 'DONE' | 'HELD' | 'FAILED';

/** Numbers of records by their kind; a kind that is left out has none. */
export type CountsByKind = Readonly<Partial<Record<RecordKind, number>>>;

export interface RunOutcome {
  readonly runId: string;
  readonly state: Exclude<RunState, 'RUNNING'>;
  readonly counts: RunCounts;
  readonly removedByKind: CountsByKind;
  /**
   * Records that the delivery lacks and that stay all the same: it has rows of
   * their kind whose key cannot be read, and any of these may be theirs.
   */
  readonly removalsWithheld: CountsByKind;
}

/**
 * Takes the rows of one run and makes them the state of the source.
 *
 * Nothing of the run is visible before `finish`, which merges everything in
 * one transaction; after `abort` or a crash it is as if the run had not been.
 */
export interface RecordSink {
  write(rows: readonly SourceRow[]): Promise<void>;
  finish(asOf: Date | null): Promise<RunOutcome>;
  abort(reason: string): Promise<void>;
}

/**
 * Opens a run.
 *
 * @throws HubError SYNC_RUNNING when a run of the source is under way.
 */
export type OpenRun = (source: SourceDescription) => Promise<RecordSink & { readonly runId: string }>;
