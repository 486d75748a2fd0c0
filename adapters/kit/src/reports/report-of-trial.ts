import type { RecordKind, SkipReason } from '@kommunhub/schema';
import type { DryRunReport } from './dry-run.js';
import type { KindCount, RunReport } from './run-report.js';

/** A dry run as the report that people read; samples stay in the dry run. */
export function reportOfTrial(trial: DryRunReport): RunReport {
  const { source, asOf, startedAt, finishedAt, files, faults, unmapped, warnings } = trial;
  return {
    source: { id: source.id, system: source.system, namnd: source.namnd.name },
    state: trial.complete ? 'TRIAL' : 'FAILED',
    runId: null,
    startedAt,
    finishedAt,
    asOf,
    errorCode: trial.code,
    problems: trial.problems,
    files,
    rows: {
      read: trial.rowsRead,
      used: trial.rowsUsed,
      quarantined: trial.rowsQuarantined,
      skipped: trial.rowsSkipped,
    },
    skipped: Object.entries(trial.skipped).map(([reason, rows]) => ({ reason: reason as SkipReason, rows })),
    records: kindCounts(trial.records),
    merged: null,
    removed: kindCounts(trial.deleted),
    withheld: [],
    faults,
    unmapped,
    warnings,
  };
}

const kindCounts = (counts: Readonly<Partial<Record<RecordKind, number>>>): KindCount[] =>
  Object.entries(counts).map(([kind, count]) => ({ kind: kind as RecordKind, count }));
