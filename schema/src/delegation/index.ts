export {
  type Condition,
  type ConditionFaultCode,
  type ConditionType,
  type ConditionUnit,
  conditionTerms,
  conditionTypes,
  conditionUnits,
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
export { type DecisionKind, decisionKindByCode, decisionKinds, decisionKindTerms } from './decision-kinds.js';
export {
  type AgreementRecord,
  type DelegationOrderRecord,
  type DelegationPointRecord,
  type Reporting,
  reportings,
  reportingTerms,
  taskOfKind,
  type UppdragHolder,
  type UppdragRecord,
} from './order-record.js';
