import { conditionTerms, decisionLevelTerms, reportingTerms } from '@kommunhub/schema';
import { termEnum } from '@kommunhub/subgraph-kit';
import { registerEnumType } from 'type-graphql';

export const DecisionLevelEnum = termEnum(
  'DecisionLevel',
  'Beslutsnivå, från handläggare till nämnd (KL 6 kap. 37 och 39 §§, 7 kap. 5 §).',
  decisionLevelTerms,
);
export const ConditionTypeEnum = termEnum(
  'DelegationConditionType',
  'Villkor för en delegat.',
  conditionTerms,
);
export const ReportingEnum = termEnum(
  'DelegationReporting',
  'Anmälan av delegationsbeslut till nämnden (KL 6 kap. 40 §, 7 kap. 8 §).',
  reportingTerms,
);

export const ConditionUnitEnum = {
  KRONOR: 'KRONOR',
  TIMMAR_VECKA: 'TIMMAR_VECKA',
  MANADER: 'MANADER',
  AR: 'AR',
  FRITEXT: 'FRITEXT',
  INGEN: 'INGEN',
} as const;
registerEnumType(ConditionUnitEnum, {
  name: 'DelegationConditionUnit',
  description: 'Enhet för ett villkors värde.',
  valuesConfig: {
    KRONOR: { description: 'Kronor.' },
    TIMMAR_VECKA: { description: 'Timmar per vecka.' },
    MANADER: { description: 'Hela månader.' },
    AR: { description: 'Hela år.' },
    FRITEXT: { description: 'Fri text, som kan saknas.' },
    INGEN: { description: 'Inget värde.' },
  },
});

export const OrderFateEnum = { INSERTED: 'INSERTED', UPDATED: 'UPDATED', UNCHANGED: 'UNCHANGED' } as const;
registerEnumType(OrderFateEnum, {
  name: 'DelegationOrderFate',
  description: 'Utfall för en inläst delegationsordning.',
  valuesConfig: {
    INSERTED: { description: 'Ny ordning eller ny version.' },
    UPDATED: { description: 'Samma version med ändrat innehåll.' },
    UNCHANGED: { description: 'Samma innehåll som redan fanns.' },
  },
});
