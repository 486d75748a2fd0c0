import { termSet } from '@kommunhub/schema';
import { termEnum } from '@kommunhub/subgraph-kit';

const suppressionReasons = termSet({
  SMA_TAL: [
    'Få personer bakom värdet, eller bakom ett annat som annars kunde räknas fram',
    'OSL 24 kap. 8 §',
  ],
  OFULLSTANDIG: ['En kommun saknas i summan', null],
});
export type SuppressionReasonName = keyof typeof suppressionReasons;
export const SuppressionReasonEnum = termEnum(
  'SuppressionReason',
  'Varför ett värde inte visas.',
  suppressionReasons,
);

/** The words of the sources themselves; here they are as they were when a release was made. */
const sourceStates = termSet({
  OK: ['Läst inom sitt intervall och hel', null],
  STALE: ['Äldre än sitt intervall, eller aldrig läst', null],
  PARTIAL: ['Senaste leveransen har mer än 5 % undanlagda rader, eller hölls kvar för granskning', null],
  UNAVAILABLE: ['De tre senaste läsningarna misslyckades', null],
  UNTRUSTED: ['Källan släpper igenom rader som den borde ha filtrerat bort', null],
});
export type SourceStateName = keyof typeof sourceStates;
export const SourceStateEnum = termEnum(
  'SourceState',
  'Källans tillstånd; det värsta som gäller.',
  sourceStates,
);
