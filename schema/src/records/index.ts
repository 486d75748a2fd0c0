export {
  type CaseRecord,
  type DecisionRecord,
  type ExecutionRecord,
  type FollowUpRecord,
  type HubRecord,
  type InsatsCountRecord,
  type InterruptionRecord,
  type InvestigationRecord,
  type KommunRecord,
  type PersonRecord,
  type RecordKind,
  recordKinds,
  type StaffRecord,
} from './records.js';
export {
  type RecordFaultCode,
  type RecordWarning,
  type ValidatedRecord,
  validateRecord,
} from './validate.js';
