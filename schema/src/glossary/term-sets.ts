import { conditionTerms, decisionKinds, reportingTerms } from '../delegation/index.js';
import {
  amountUnitTerms,
  befattningTerms,
  caseStatusTerms,
  decisionLevelTerms,
  decisionOutcomeTerms,
  idTypeTerms,
  insatser,
  investigationCategoryTerms,
  lawTerms,
  personkretsTerms,
  protectionTerms,
  regiTerms,
  sexTerms,
  subtypes,
  type TermSet,
} from '../terms/index.js';

/** Every closed set of terms with the Swedish word for what it tells, in the order of the glossary. */
export const termSets: readonly { readonly title: string; readonly terms: TermSet<string> }[] = [
  { title: 'insats', terms: insatser },
  { title: 'insatsens form', terms: subtypes },
  { title: 'personkrets', terms: personkretsTerms },
  { title: 'kön', terms: sexTerms },
  { title: 'identitetsnummer', terms: idTypeTerms },
  { title: 'skyddade personuppgifter', terms: protectionTerms },
  { title: 'lag', terms: lawTerms },
  { title: 'ärendets status', terms: caseStatusTerms },
  { title: 'utredningens kategori', terms: investigationCategoryTerms },
  { title: 'utfall', terms: decisionOutcomeTerms },
  { title: 'omfattningens enhet', terms: amountUnitTerms },
  { title: 'regi', terms: regiTerms },
  { title: 'beslutsnivå', terms: decisionLevelTerms },
  { title: 'befattning', terms: befattningTerms },
  { title: 'ärendetyp', terms: decisionKinds },
  { title: 'villkor', terms: conditionTerms },
  { title: 'anmälan', terms: reportingTerms },
];
