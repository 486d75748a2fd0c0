export type { AuditEntry, AuditSink } from './audit-sink.js';
export { type DecisionSink, hubSourceId, type SjuklonDecision } from './decision-sink.js';
export type {
  CountsByKind,
  OpenRun,
  RecordSink,
  RunCounts,
  RunOutcome,
  RunState,
} from './record-sink.js';
export type { RecordSource, SourceDescription } from './record-source.js';
export {
  type Place,
  type QuarantineReason,
  quarantineReasons,
  type RawRow,
  type RecordKey,
  type RowFault,
  type RowWarning,
  type SkipReason,
  type SourceRow,
  skipReasons,
  type UnmappedCode,
} from './source-row.js';
