export {
  type AmountUnit,
  amountUnitTerms,
  type CaseStatus,
  caseStatusTerms,
  type DecisionOutcome,
  decisionOutcomeTerms,
  type IdType,
  type InvestigationCategory,
  idTypeTerms,
  investigationCategoryTerms,
  type Law,
  lawTerms,
  type Personkrets,
  type Protection,
  personkretsTerms,
  protectionTerms,
  type Regi,
  regiTerms,
  type Sex,
  sexTerms,
} from './case-terms.js';
export { type Insatskod, insatser, type Subtype, subtypes } from './insatser.js';
export {
  type Befattning,
  befattningTerms,
  type DecisionLevel,
  decisionLevels,
  decisionLevelTerms,
  levelOfBefattning,
  levelStep,
} from './levels.js';
export { codesOf, type Term, type TermSet, termSet } from './term.js';
