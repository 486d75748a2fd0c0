export {
  type CellStatus,
  type ComparedCell,
  type ComparedDifference,
  type ComparedKommun,
  type ComparedOrder,
  type ComparedRow,
  type Comparison,
  cellStatuses,
  compareOrders,
  type DifferenceType,
  differenceTypes,
  ordersOf,
  pointsOf,
  type Similarity,
  similarities,
} from './compare-orders.js';
export { conditionInWords } from './condition-verdict.js';
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
export { type DecisionMandate, mandateOfDecision, type RecordedDecision } from './decision-mandate.js';
export { type LawConfidence, type RepealedLagrum, watchLagrum } from './law-watch.js';
export {
  type MandateAnswer,
  type MandateFact,
  type MandateFacts,
  type MandateQuestion,
  type MandateReason,
  mandateReasons,
  noFacts,
} from './mandate.js';
export {
  type AgreementParties,
  isLawfulSubDelegation,
  mayDecide,
  type OrderWithPoints,
} from './may-decide.js';
export { byPrecedence, type OrderHead, orderInForce, type RulingOrder } from './order-in-force.js';
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
export {
  type CommonOrderProposal,
  type ProposalPrinciple,
  type ProposedChange,
  type ProposedPoint,
  proposalPrinciples,
  proposeCommonOrder,
} from './propose-common-order.js';
export { type KindSuggestion, suggestKinds } from './suggest-kinds.js';
