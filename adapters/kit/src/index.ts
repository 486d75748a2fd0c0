export { type Adapter, describeSource } from './adapter/adapter.js';
export { type LoadOptions, loadAdapter } from './adapter/load-adapter.js';
export { listProfiles, loadProfile, type Profile } from './adapter/load-profile.js';
export { defaultSystemsFolder } from './adapter/systems-folder.js';
export { type CodeEntry, type CodeTable, codeTableHeader, parseCodeTable } from './codes/code-table.js';
export {
  type AnyConnector,
  type ColumnRequest,
  type Connector,
  type ConnectorRegistry,
  type Cursor,
  type ExploredTable,
  type FileExplorer,
  isRejected,
  type ReadRequest,
  type RejectedRow,
  type Row,
  type TableCheck,
  type TableRequest,
} from './connector/connector.js';
export {
  headerScore,
  isHeaderScore,
  isHeaderText,
  type MatchedHeader,
  matchHeader,
  searchedRows,
} from './connector/match-header.js';
export { resolveSecret, Secret, type SecretPlace, secretSchema } from './connector/secret.js';
export { SourceFindings } from './connector/source-findings.js';
export { type AdapterFault, adapterFault, summarize, swedishOf } from './faults/adapter-fault.js';
export { type AdapterFaultCode, faultTexts } from './faults/fault-texts.js';
export { nearest } from './faults/nearest.js';
export { remedies, remedy, swedishRemedy } from './faults/remedies.js';
export {
  checkUnchanged,
  describeFile,
  type FoundFile,
  fileError,
  findFiles,
  isFound,
  matcher,
  newestOf,
  streamOf,
  systemReason,
} from './files/find-files.js';
export { isMojibake } from './files/mojibake.js';
export { type AdapterDraft, type DraftOptions, draftAdapter } from './init/draft-adapter.js';
export { type InitReport, initAdapter } from './init/init-adapter.js';
export { isTotalLabel } from './mapping/row-skipping.js';
export { type CheckReport, type Problem, problemsOf } from './reports/check-report.js';
export {
  type DryRunOptions,
  type DryRunReport,
  dryRun,
  type TriedSource,
} from './reports/dry-run.js';
export type { FaultGroup } from './reports/fault-groups.js';
export { printCheck, printProblems } from './reports/print-check.js';
export { printDryRun } from './reports/print-dry-run.js';
export { printReport, type ReportForm, reportForms } from './reports/print-report.js';
export { reportOfTrial } from './reports/report-of-trial.js';
export type { FileCount, KindCount, RunReport, UnmappedLine } from './reports/run-report.js';
export {
  swedishFault,
  swedishKinds,
  swedishReasons,
  swedishSkips,
  visibleText,
} from './reports/swedish-words.js';
export { printJsonSchemas } from './settings/json-schema.js';
export { type OpenReplay, runReplay } from './sync/run-replay.js';
export { runSync, type SyncOptions } from './sync/run-sync.js';
export type { Claim, Finding, Verdict } from './verify/claims.js';
export { printVerify } from './verify/print-verify.js';
export { type VerifyReport, verifyAdapter } from './verify/verify-adapter.js';
export type { VerifyOptions } from './verify/verify-reading.js';
