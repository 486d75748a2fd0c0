import type { SjuklonPolicy } from './sjuklon-policy.js';

/**
 * The rules that hold where a kommun has decided none of its own, key by key
 * the policy file that is shipped (`schema/data/sjuklon-policy.json`).
 */
export const defaultSjuklonPolicy: SjuklonPolicy = Object.freeze({
  semesterBas: 'A',
  // Semesterlagen 16 b §: 12 % of the pay.
  semesterProcentMax: '0.12',
  godkandaAvtal: Object.freeze([]),
  accepteraPensionUtanAvtal: false,
  karensFordelning: 'KRONOLOGISK',
  jourIngar: true,
  beredskapIngar: true,
  obKrav: false,
  vikarieKrav: 'PER_PASS',
  vikarieToleransMin: 0,
  lakarintygFranDag: 8,
  ansokningsfristManader: 3,
  maxPeriod: 'FRI',
  fakturaKrav: 'NEJ',
  // Which documents are mandatory differs between kommuner, so none is until the kommun says so.
  kravdaDokument: Object.freeze([]),
  overtidVikarieErsatts: false,
  semestersjukErsatts: false,
  avrundning: 'ORE',
  beloppDelegation: null,
  beloppNollUtfall: 'BIFALL',
  annanFranvaro: 'AVSLAG',
  toleransKr: '0',
});
