import {
  amountUnitTerms,
  befattningTerms,
  type CellStatus,
  conditionTerms,
  type DifferenceType,
  decisionLevelTerms,
  decisionOutcomeTerms,
  type KindSuggestion,
  type LawConfidence,
  type MandateReason,
  type ProposalPrinciple,
  regiTerms,
  reportingTerms,
} from '@kommunhub/schema';
import { termEnum } from '@kommunhub/subgraph-kit';
import { registerEnumType } from 'type-graphql';
import type { OrderAct } from '../store/store-orders.js';

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

const unknown = { OKAND: { code: 'OKAND', name: 'Okänd: källans kod saknas i kodtabellen', lagrum: null } };

// Enums that are asked with must be the same in every subgraph, `OKAND` too.
export const DecisionOutcomeEnum = termEnum('DecisionOutcome', 'Beslutsutfall.', {
  ...decisionOutcomeTerms,
  ...unknown,
});
export const AmountUnitEnum = termEnum('AmountUnit', 'Enhet för beviljad omfattning.', amountUnitTerms);
export const RegiEnum = termEnum('Regi', 'Regi som insatsen utförs i.', regiTerms);
export const BefattningEnum = termEnum('Befattning', 'Befattning.', { ...befattningTerms, ...unknown });

/** Registers codes that are in no term set of the law, with a Swedish description each. */
function plainEnum<Code extends string>(
  name: string,
  description: string,
  descriptions: Readonly<Record<Code, string>>,
): Readonly<Record<Code, Code>> {
  const codes = Object.keys(descriptions) as Code[];
  const values = Object.fromEntries(codes.map((code) => [code, code])) as Record<Code, Code>;
  const valuesConfig = Object.fromEntries(
    codes.map((code) => [code, { description: descriptions[code] }]),
  ) as Record<Code, { description: string }>;
  registerEnumType(values, { name, description, valuesConfig });
  return values;
}

export const OrderActEnum = plainEnum<OrderAct>(
  'DelegationOrderAct',
  'Vad som gjordes med en inläst ordning.',
  {
    IMPORTED: 'Samma version lästes in med annat innehåll.',
    EDITED: 'En punkt rättades.',
    KINDS_ACCEPTED: 'En punkt kopplades till ärendetyper.',
    ENDED: 'Sista giltighetsdag sattes.',
  },
);
export const MandateReasonEnum = plainEnum<MandateReason>(
  'MandateReason',
  'Varför någon får besluta eller inte.',
  {
    OK: 'Får besluta (KL 6 kap. 37 §, 7 kap. 5 §).',
    FEL_NIVA: 'Fel nivå: under den som ordningen anger (KL 7 kap. 5 §).',
    VILLKOR_BRUTET: 'Villkor brutet, eller en uppgift som villkoret frågar efter saknas (KL 7 kap. 5 §).',
    EJ_DELEGERAD: 'Ej delegerad: nämnden beslutar (KL 6 kap. 37 §).',
    INGEN_ORDNING: 'Ingen ordning gäller den dagen (KL 6 kap. 37 §).',
    EXTERN_UTAN_AVTAL: 'Anställd i annan kommun utan avtal om ärendetypen (KL 9 kap. 37 §).',
    MOTSTRIDIGA_PUNKTER: 'Motstridiga punkter: olika nivå för samma sak.',
  },
);
export const DifferenceTypeEnum = plainEnum<DifferenceType>(
  'DelegationDifferenceType',
  'Skillnad mellan ordningar.',
  {
    NIVA: 'Nivå.',
    VILLKOR: 'Villkor.',
    SAKNAS: 'Saknas: nämnden beslutar.',
    LAGRUM_GAMMALT: 'Upphävt lagrum.',
    VIDAREDELEGATION: 'Vidaredelegation given av annan än förvaltningschef (KL 7 kap. 6 §).',
    EXTERN_UTAN_AVTAL: 'Extern delegat utan avtal (KL 9 kap. 37 §).',
  },
);
export const CellStatusEnum = plainEnum<CellStatus>(
  'DelegationCellStatus',
  'Vad kommunens punkter säger om ärendetypen.',
  {
    MATCH: 'En nivå.',
    SAKNAS: 'Inte delegerad: nämnden beslutar.',
    FLERTYDIG: 'Olika nivå för samma sak.',
  },
);
export const ProposalPrincipleEnum = plainEnum<ProposalPrinciple>(
  'CommonOrderPrinciple',
  'Hur en gemensam ordning tas fram.',
  {
    FEWEST_CHANGES: 'Den nivå som ändrar minst: flest kommuner har den redan.',
    STRICTEST: 'Den strängaste nivån, med de snävaste villkoren.',
    MOST_DELEGATED: 'Den mest delegerade nivån, med de vidaste villkoren.',
  },
);
export const LawConfidenceEnum = plainEnum<LawConfidence>(
  'LagrumConfidence',
  'Hur säkert förslaget till nytt lagrum är.',
  {
    CERTAIN: 'Säkert.',
    LIKELY: 'Troligt: kontrollera i lagtexten.',
  },
);
export const SuggestedByEnum = plainEnum<KindSuggestion['by']>(
  'KindSuggestedBy',
  'Vad som talar för ärendetypen.',
  {
    LAGRUM: 'Punktens lagrum.',
    TEXT: 'Punktens text.',
    BOTH: 'Lagrum och text.',
  },
);
