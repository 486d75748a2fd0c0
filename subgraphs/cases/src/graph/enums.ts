import {
  amountUnitTerms,
  befattningTerms,
  caseStatusTerms,
  decisionLevelTerms,
  decisionOutcomeTerms,
  followUpResultTerms,
  followUpTypeTerms,
  interruptionCauseTerms,
  investigationCategoryTerms,
  lawTerms,
  personkretsTerms,
  protectionTerms,
  regiTerms,
  sexTerms,
  subtypes,
} from '@kommunhub/schema';
import { termEnum } from '@kommunhub/subgraph-kit';
import { registerEnumType } from 'type-graphql';

const unknown = { OKAND: { code: 'OKAND', name: 'Okänd: källans kod saknas i kodtabellen', lagrum: null } };

export const SexEnum = termEnum('Sex', 'Kön.', sexTerms);
export const ProtectionEnum = termEnum(
  'Protection',
  'Skyddade personuppgifter (OSL 22 kap. 1 §).',
  protectionTerms,
);
export const PersonkretsEnum = termEnum('Personkrets', 'Personkrets (LSS 1 §).', personkretsTerms);
export const LawEnum = termEnum('Law', 'Lag som ärendet handläggs enligt.', lawTerms);
export const CaseStatusEnum = termEnum('CaseStatus', 'Ärendets status.', caseStatusTerms);
export const InvestigationCategoryEnum = termEnum(
  'InvestigationCategory',
  'Utredningstyp.',
  investigationCategoryTerms,
);
export const DecisionOutcomeEnum = termEnum('DecisionOutcome', 'Beslutsutfall.', {
  ...decisionOutcomeTerms,
  ...unknown,
});
export const DecisionLevelEnum = termEnum(
  'DecisionLevel',
  'Beslutsnivå, från handläggare till nämnd (KL 6 kap. 37 och 39 §§, 7 kap. 5 §).',
  decisionLevelTerms,
);
export const SubtypeEnum = termEnum('InsatsSubtype', 'Insatsens form.', subtypes);
export const AmountUnitEnum = termEnum('AmountUnit', 'Enhet för beviljad omfattning.', amountUnitTerms);
export const RegiEnum = termEnum('Regi', 'Regi som insatsen utförs i.', regiTerms);
export const FollowUpTypeEnum = termEnum('FollowUpType', 'Uppföljningens slag.', {
  ...followUpTypeTerms,
  ...unknown,
});
export const FollowUpResultEnum = termEnum('FollowUpResult', 'Uppföljningens resultat.', followUpResultTerms);
export const InterruptionCauseEnum = termEnum('InterruptionCause', 'Avbrottets orsak.', {
  ...interruptionCauseTerms,
  ...unknown,
});
export const BefattningEnum = termEnum('Befattning', 'Befattning.', { ...befattningTerms, ...unknown });

export const OmradeStatusEnum = { FORSLAG: 'FORSLAG', BESLUTAD: 'BESLUTAD' } as const;
registerEnumType(OmradeStatusEnum, {
  name: 'OmradeStatus',
  description: 'Områdesindelningens status.',
  valuesConfig: { FORSLAG: { description: 'Förslag.' }, BESLUTAD: { description: 'Beslutad.' } },
});

export const CaseAssignmentEnum = { OWN: 'OWN', QUEUE: 'QUEUE' } as const;
export type CaseAssignment = keyof typeof CaseAssignmentEnum;
registerEnumType(CaseAssignmentEnum, {
  name: 'CaseAssignment',
  description: 'Den egna arbetslistans två delar.',
  valuesConfig: {
    OWN: { description: 'Egna ärenden.' },
    QUEUE: { description: 'Kön: öppna ärenden som ännu ingen handlägger.' },
  },
});

export const CaseOrderEnum = { OPENED_ON_ASC: 'OPENED_ON_ASC', OPENED_ON_DESC: 'OPENED_ON_DESC' } as const;
export type CaseOrder = keyof typeof CaseOrderEnum;
registerEnumType(CaseOrderEnum, {
  name: 'CaseOrder',
  description: 'Ordning för ärenden.',
  valuesConfig: {
    OPENED_ON_ASC: { description: 'Äldst öppnade först.' },
    OPENED_ON_DESC: { description: 'Senast öppnade först.' },
  },
});

export const DecisionOrderEnum = {
  DECIDED_ON_ASC: 'DECIDED_ON_ASC',
  DECIDED_ON_DESC: 'DECIDED_ON_DESC',
} as const;
export type DecisionOrder = keyof typeof DecisionOrderEnum;
registerEnumType(DecisionOrderEnum, {
  name: 'DecisionOrder',
  description: 'Ordning för beslut.',
  valuesConfig: {
    DECIDED_ON_ASC: { description: 'Äldsta beslut först.' },
    DECIDED_ON_DESC: { description: 'Senaste beslut först.' },
  },
});
