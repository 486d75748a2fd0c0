import { codesOf, termSet } from '../terms/index.js';

/** Ärendetyper that delegation orders of different kommuner are compared by, D01–D24. */
export const decisionKinds = termSet({
  D01: ['Tillhörighet till personkrets', 'LSS 1, 7 §§'],
  D02: ['Personlig assistans, bifall', 'LSS 9 § 2'],
  D03: ['Personlig assistans, avslag eller minskning', 'LSS 9 § 2'],
  D04: ['Tillfällig utökning av assistans', 'LSS 9 § 2'],
  D05: ['Ersättning vid ordinarie assistents sjukdom', 'LSS 9 § 2'],
  D06: ['Utbetalning till annan; återbetalning', 'LSS 11, 12 §§'],
  D07: ['Ledsagarservice', 'LSS 9 § 3'],
  D08: ['Kontaktperson; förordnande och arvode', 'LSS 9 § 4, LSSF 4 §'],
  D09: ['Avlösarservice', 'LSS 9 § 5'],
  D10: ['Korttidsvistelse', 'LSS 9 § 6'],
  D11: ['Korttidstillsyn', 'LSS 9 § 7'],
  D12: ['Boende för barn och ungdomar', 'LSS 9 § 8'],
  D13: ['Bostad för vuxna', 'LSS 9 § 9'],
  D14: ['Köp av extern plats; placering i annan kommun', 'LSS 9 § 8-9, 16 c, 17 §§'],
  D15: ['Daglig verksamhet', 'LSS 9 § 10'],
  D16: ['Förhandsbesked', 'LSS 16 §'],
  D17: ['Begäran om eller bistånd till verkställighet i annan kommun', 'LSS 16 a-c §§'],
  D18: ['Rättidsprövning, avvisning av för sent överklagande; överlämnande', 'FL 45-46 §§'],
  D19: ['Omprövning av beslut', 'FL 37-39 §§'],
  D20: ['Yttrande till domstol; överklagande av dom', 'KL 6 kap. 38 § 2'],
  D21: ['Rapport om ej verkställda beslut till IVO', 'LSS 28 f-g §§'],
  D22: ['Lex Sarah: anmälan till IVO', 'LSS 24 f §'],
  D23: ['Insats enligt SoL', 'SoL 11 kap. 1 §'],
  D24: ['Anmälan till överförmyndare; till Försäkringskassan', 'LSS 15 § 6, 8-10'],
});
export type DecisionKind = keyof typeof decisionKinds;

/** The 24 kinds in their order: the denominator of a comparison. */
export const decisionKindCodes = codesOf(decisionKinds);

const byCode: ReadonlyMap<string, DecisionKind> = new Map(decisionKindCodes.map((kind) => [kind, kind]));

/** The kind with the code, undefined when there is none (`D25`). */
export function decisionKindByCode(code: string): DecisionKind | undefined {
  return byCode.get(code);
}
