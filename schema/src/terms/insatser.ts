import { termSet } from './term.js';

/** Insatser of LSS 9 § and the SoL insatser that the same unit handles (SoL 2025:400, 11 kap. 1 §). */
export const insatser = termSet({
  LSS_9_1: ['Råd och stöd', 'LSS 9 § 1'],
  LSS_9_2: ['Personlig assistans', 'LSS 9 § 2'],
  LSS_9_3: ['Ledsagarservice', 'LSS 9 § 3'],
  LSS_9_4: ['Kontaktperson', 'LSS 9 § 4'],
  LSS_9_5: ['Avlösarservice', 'LSS 9 § 5'],
  LSS_9_6: ['Korttidsvistelse', 'LSS 9 § 6'],
  LSS_9_7: ['Korttidstillsyn', 'LSS 9 § 7'],
  LSS_9_8: ['Boende barn', 'LSS 9 § 8'],
  LSS_9_9: ['Boende vuxna', 'LSS 9 § 9'],
  LSS_9_10: ['Daglig verksamhet', 'LSS 9 § 10'],
  SOL_BOENDESTOD: ['Boendestöd', 'SoL 11 kap. 1 §'],
  SOL_KONTAKTPERSON: ['Kontaktperson', 'SoL 11 kap. 1 §'],
  SOL_LEDSAGNING: ['Ledsagning', 'SoL 11 kap. 1 §'],
  SOL_AVLOSNING: ['Avlösning', 'SoL 11 kap. 1 §'],
  SOL_HEMTJANST: ['Hemtjänst', 'SoL 11 kap. 1 §'],
  SOL_KORTTID: ['Korttidsboende', 'SoL 11 kap. 1 §'],
  SOL_SYSSELSATTNING: ['Sysselsättning', 'SoL 8 kap. 10 §'],
  SOL_BOSTAD_SARSKILT_STOD: ['Bostad med särskilt stöd', 'SoL 8 kap. 11 §'],
  SOL_TURBUNDEN_RESA: ['Turbunden resa', null],
  SOL_ANNAN: ['Annan insats', 'SoL 11 kap. 1 §'],
});
export type Insatskod = keyof typeof insatser;

/** Forms of an insats that rules and the October form tell apart. */
export const subtypes = termSet({
  UTFORD_AV_KOMMUN: ['Assistans utförd av kommunen', 'LSS 9 § 2'],
  EKONOMISKT_STOD: ['Ekonomiskt stöd till assistans', 'LSS 9 § 2'],
  SJUKVIKARIE: ['Ersättning vid ordinarie assistents sjukdom', 'LSS 9 § 2'],
  TILLFALLIG_UTOKNING: ['Tillfällig utökning av assistans', 'LSS 9 § 2'],
  INVANTAN_PA_FK: ['Assistans i väntan på Försäkringskassan', 'LSS 9 § 2'],
  KORTTIDSHEM: ['Korttidshem', 'LSS 9 § 6'],
  STODFAMILJ: ['Stödfamilj', 'LSS 9 § 6'],
  LAGER: ['Läger', 'LSS 9 § 6'],
  FAMILJEHEM: ['Familjehem', 'LSS 9 § 8'],
  BOSTAD_SARSKILD_SERVICE: ['Bostad med särskild service för barn eller ungdomar', 'LSS 9 § 8'],
  GRUPPBOSTAD: ['Gruppbostad', 'LSS 9 § 9'],
  SERVICEBOSTAD: ['Servicebostad', 'LSS 9 § 9'],
  ANNAN_SARSKILT_ANPASSAD: ['Annan särskilt anpassad bostad', 'LSS 9 § 9'],
});
export type Subtype = keyof typeof subtypes;
