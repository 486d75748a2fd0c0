import { kpiLights, kpiReasons, type Period, type TargetComparison } from '@kommunhub/schema';
import { describedEnum } from './described-enum.js';

export const KpiReasonEnum = describedEnum('KpiReason', 'Varför ett nyckeltal saknar värde.', kpiReasons);
export const KpiLightEnum = describedEnum('KpiLight', 'Trafikljus mot målet.', kpiLights);

const periodKinds: Readonly<Record<Period['kind'], string>> = {
  YEAR: 'Kalenderår; läge den 1 oktober eller årets sista dag.',
  QUARTER: 'Kvartal; det som händer räknas över de fyra kvartal som slutar med det.',
  MONTH: 'Månad, bara för den egna nämnden.',
};
export const PeriodKindEnum = describedEnum('PeriodKind', 'Slag av period.', periodKinds);

/** The comparisons as names that the graph can have. */
export const comparisonNames = {
  '<': 'UNDER',
  '<=': 'HOGST',
  '>=': 'MINST',
} as const satisfies Record<TargetComparison, string>;
export type ComparisonName = (typeof comparisonNames)[TargetComparison];

export const TargetComparisonEnum = describedEnum<ComparisonName>(
  'TargetComparison',
  'Hur ett värde hålls mot målet.',
  {
    UNDER: 'Målet nås under värdet, inte på det.',
    HOGST: 'Målet nås på värdet eller under.',
    MINST: 'Målet nås på värdet eller över.',
  },
);
