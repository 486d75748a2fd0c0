import {
  type OctoberCheckCode,
  type OctoberSeverity,
  octoberChecks,
  octoberColumns,
  octoberInterruptions,
  personkretsTerms,
  sexTerms,
} from '@kommunhub/schema';
import { termEnum } from '@kommunhub/subgraph-kit';
import { registerEnumType } from 'type-graphql';

export const SexEnum = termEnum('Sex', 'Kön.', sexTerms);
export const PersonkretsEnum = termEnum('Personkrets', 'Personkrets (LSS 1 §).', personkretsTerms);
export const OctoberColumnEnum = termEnum(
  'OctoberColumn',
  'Kolumn med ja eller nej i blanketten Verkställda insatser enligt LSS (HSLF-FS 2016:48).',
  octoberColumns,
);
export const OctoberInterruptionsEnum = termEnum(
  'OctoberInterruptions',
  'Om insatser med avbrott den 1 oktober räknas; lagen säger det inte.',
  octoberInterruptions,
);

export const OctoberCheckCodeEnum = Object.fromEntries(
  Object.keys(octoberChecks).map((code) => [code, code]),
) as Record<OctoberCheckCode, OctoberCheckCode>;
registerEnumType(OctoberCheckCodeEnum, {
  name: 'OctoberCheckCode',
  description: 'Kvalitetskontroll före inlämning.',
  valuesConfig: Object.fromEntries(
    Object.entries(octoberChecks).map(([code, { text }]) => [code, { description: text }]),
  ),
});

export const OctoberSeverityEnum = {
  ERROR: 'ERROR',
  WARNING: 'WARNING',
  INFO: 'INFO',
} as const satisfies Record<OctoberSeverity, OctoberSeverity>;
registerEnumType(OctoberSeverityEnum, {
  name: 'OctoberSeverity',
  description: 'Hur allvarlig en kontroll är.',
  valuesConfig: {
    ERROR: { description: 'Fel: hindrar godkännande tills det är rättat eller godtaget med sin kod.' },
    WARNING: { description: 'Varning: bör ses över.' },
    INFO: { description: 'Upplysning.' },
  },
});

export const OctoberOriginEnum = { GODKAND: 'GODKAND', BERAKNAD: 'BERAKNAD' } as const;
registerEnumType(OctoberOriginEnum, {
  name: 'OctoberOrigin',
  description: 'Varifrån förra årets antal kommer.',
  valuesConfig: {
    GODKAND: { description: 'Den godkända rapporten.' },
    BERAKNAD: { description: 'Beräknat ur det som hubben vet; ingen rapport är godkänd.' },
  },
});
