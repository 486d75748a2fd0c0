import type { ErrorCode, RecordKind, RowWarning, SkipReason } from '@kommunhub/schema';
import type { Problem } from './check-report.js';
import type { FaultGroup } from './fault-groups.js';

export interface KindCount {
  readonly kind: RecordKind;
  readonly count: number;
}

/** One code that the tables do not know. */
export interface UnmappedLine {
  readonly table: string;
  readonly column: string;
  /** Null when the text may be something else than a code and so is not shown. */
  readonly value: string | null;
  readonly rows: number;
  /** The local text of the code table that is most like it, with its shared code; a hint, never an answer. */
  readonly nearest: { readonly local: string; readonly code: string } | null;
}

/**
 * What one reading of a source met and did, for the people of the kommun: a
 * trial or a run. Holds places, reasons, codes and counts, and never what a
 * row says of anybody.
 */
export interface RunReport {
  readonly source: { readonly id: string; readonly system: string | null; readonly namnd: string | null };
  readonly state: 'TRIAL' | 'RUNNING' | 'DONE' | 'HELD' | 'FAILED';
  /** Null for a trial. */
  readonly runId: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** When the data were true by the source's own mark. */
  readonly asOf: string | null;
  readonly errorCode: ErrorCode | null;
  readonly problems: readonly Problem[];
  /** What was read, by file and sheet; null where it was not counted. */
  readonly files: readonly FileCount[] | null;
  readonly rows: {
    readonly read: number;
    readonly used: number;
    readonly quarantined: number;
    readonly skipped: number;
  };
  readonly skipped: readonly { readonly reason: SkipReason; readonly rows: number }[];
  /** What the rows gave, by kind; null where it was not counted. */
  readonly records: readonly KindCount[] | null;
  /** What the run made of its records; null for a trial. */
  readonly merged: {
    readonly records: number;
    readonly inserted: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly removed: number;
  } | null;
  /** Removed by the run, to be removed by a held one, or said to be deleted by the rows of a trial. */
  readonly removed: readonly KindCount[];
  /** Kept though the delivery lacks them. */
  readonly withheld: readonly KindCount[];
  readonly faults: readonly FaultGroup[];
  readonly unmapped: readonly UnmappedLine[];
  readonly warnings: readonly {
    readonly code: RowWarning['code'];
    readonly column: string | null;
    readonly rows: number;
  }[];
}

export interface FileCount {
  readonly file: string;
  readonly sheet: string | null;
  readonly rows: number;
}

/** Seconds from start to end; null while one of them is not known. */
export function durationOf({ startedAt, finishedAt }: RunReport): number | null {
  return startedAt === null || finishedAt === null
    ? null
    : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}
