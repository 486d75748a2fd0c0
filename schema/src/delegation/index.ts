export {
  type ConditionFaultCode,
  conditionTerms,
  conditionTypes,
  conditionUnits,
  type DelegationCondition,
  type DelegationConditionType,
  type DelegationConditionUnit,
  parseConditions,
  printConditions,
} from './conditions.js';
export {
  decisionKindOf,
  isFavourable,
  type KindFacts,
  type KindsOfDecision,
  type PlacementFacts,
} from './decision-kind-of.js';
export { type DecisionKind, decisionKindByCode, decisionKindCodes, decisionKinds } from './decision-kinds.js';
export {
  type AgreementRecord,
  coversTask,
  type DelegationOrderRecord,
  type DelegationPointRecord,
  type Reporting,
  reportings,
  reportingTerms,
  type UppdragHolder,
  type UppdragRecord,
} from './order-record.js';
