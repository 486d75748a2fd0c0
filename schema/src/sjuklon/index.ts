export {
  type CalculateOptions,
  calculateSjuklon,
  type PolicyInForce,
  type SjuklonFacts,
} from './calculate-sjuklon.js';
export { type CheckedSjuklonInput, checkSjuklonInput } from './check-sjuklon-input.js';
export { type CheckedSjuklonPolicy, checkSjuklonPolicy } from './check-sjuklon-policy.js';
export {
  type ComparedPolicy,
  comparePolicies,
  type NamedPolicy,
  type PolicyComparison,
  type PolicyCost,
} from './compare-policies.js';
export {
  type ContributionRate,
  contributionRateOn,
  type RateInForce,
  type SjuklonRates,
  sjuklonRates,
} from './contribution-rates.js';
export {
  type DecisionLetter,
  type DecisionLetterFacts,
  type DecisionLetterSection,
  decisionLetter,
  printDecisionLetter,
} from './decision-letter.js';
export { defaultSjuklonPolicy } from './default-policy.js';
export { type ClaimedShift, type DuplicateShift, findDuplicateShifts } from './find-duplicates.js';
export { type InputFaultCode, inputFaults } from './input-faults.js';
export { paymentListColumns, printPaymentList, type SjuklonPayment } from './payment-list.js';
export {
  type ProposedOutcome,
  type SjuklonCalculation,
  type SjuklonCheckCode,
  type SjuklonCut,
  type SjuklonLine,
  type SjuklonLineCode,
  type SjuklonPart,
  type SjuklonWarning,
  sjuklonCheckCodes,
  sjuklonLineCodes,
} from './sjuklon-calculation.js';
export { documentName, missingDocuments, sjuklonDocuments } from './sjuklon-documents.js';
export {
  type AbsenceCause,
  type AssistantInput,
  absenceCauses,
  type CertificateInput,
  type KarensException,
  karensExceptions,
  type PreviousSickPeriodInput,
  type ProviderInput,
  type ShiftInput,
  type ShiftType,
  type SickPeriodInput,
  type SjuklonInput,
  shiftTypes,
} from './sjuklon-input.js';
export {
  type ApprovedAgreement,
  amountRoundings,
  claimPeriods,
  holidayPayBases,
  invoiceRules,
  karensAllocations,
  otherAbsenceRules,
  type SjuklonPolicy,
  substituteProofs,
  zeroOutcomes,
} from './sjuklon-policy.js';
export { kronor, longDate, percent, quantity } from './swedish-figures.js';
