import type { Insatskod } from '../terms/index.js';
import { termSet } from '../terms/term.js';

/**
 * The yes/no columns of the form "Verkställda insatser enligt LSS"
 * (HSLF-FS 2016:48, annex), in its order.
 */
export const octoberColumns = termSet({
  PERSONLIG_ASSISTANS: ['Personlig assistans', 'LSS 9 § 2'],
  LEDSAGARSERVICE: ['Ledsagarservice', 'LSS 9 § 3'],
  KONTAKTPERSON: ['Kontaktperson', 'LSS 9 § 4'],
  AVLOSARSERVICE: ['Avlösarservice', 'LSS 9 § 5'],
  KORTTIDSVISTELSE: ['Korttidsvistelse', 'LSS 9 § 6'],
  KORTTIDSTILLSYN: ['Korttidstillsyn', 'LSS 9 § 7'],
  BARN_FAMILJEHEM: ['Boende för barn: familjehem', 'LSS 9 § 8'],
  BARN_SARSKILD_SERVICE: ['Boende för barn: bostad med särskild service', 'LSS 9 § 8'],
  VUXNA_SARSKILD_SERVICE: ['Boende för vuxna: bostad med särskild service', 'LSS 9 § 9'],
  VUXNA_SARSKILT_ANPASSAD: ['Boende för vuxna: annan särskilt anpassad bostad', 'LSS 9 § 9'],
  DAGLIG_VERKSAMHET: ['Daglig verksamhet', 'LSS 9 § 10'],
});
export type OctoberColumn = keyof typeof octoberColumns;

/** The kommun's insatser: råd och stöd (9 § 1) is the region's and not asked for. */
export const octoberInsatser = [
  'LSS_9_2',
  'LSS_9_3',
  'LSS_9_4',
  'LSS_9_5',
  'LSS_9_6',
  'LSS_9_7',
  'LSS_9_8',
  'LSS_9_9',
  'LSS_9_10',
] as const satisfies readonly Insatskod[];
export type OctoberInsats = (typeof octoberInsatser)[number];

export function isOctoberInsats(code: string): code is OctoberInsats {
  return octoberInsatser.some((insats) => insats === code);
}

const only: Readonly<Partial<Record<OctoberInsats, OctoberColumn>>> = {
  LSS_9_2: 'PERSONLIG_ASSISTANS',
  LSS_9_3: 'LEDSAGARSERVICE',
  LSS_9_4: 'KONTAKTPERSON',
  LSS_9_5: 'AVLOSARSERVICE',
  LSS_9_6: 'KORTTIDSVISTELSE',
  LSS_9_7: 'KORTTIDSTILLSYN',
  LSS_9_10: 'DAGLIG_VERKSAMHET',
};

const bySubtype: Readonly<Record<string, OctoberColumn>> = {
  'LSS_9_8 FAMILJEHEM': 'BARN_FAMILJEHEM',
  'LSS_9_8 BOSTAD_SARSKILD_SERVICE': 'BARN_SARSKILD_SERVICE',
  'LSS_9_9 GRUPPBOSTAD': 'VUXNA_SARSKILD_SERVICE',
  'LSS_9_9 SERVICEBOSTAD': 'VUXNA_SARSKILD_SERVICE',
  'LSS_9_9 ANNAN_SARSKILT_ANPASSAD': 'VUXNA_SARSKILT_ANPASSAD',
};

/**
 * The column of an insats. A dwelling whose form is not recorded stands as
 * bostad med särskild service, which most are, and `isAssumed` says so: a check
 * tells of it and somebody has to accept it.
 */
export function columnOf(
  insats: OctoberInsats,
  subtype: string | null,
): { readonly column: OctoberColumn; readonly isAssumed: boolean } {
  const single = only[insats];
  if (single !== undefined) return { column: single, isAssumed: false };
  const known = bySubtype[`${insats} ${subtype}`];
  if (known !== undefined) return { column: known, isAssumed: false };
  return {
    column: insats === 'LSS_9_8' ? 'BARN_SARSKILD_SERVICE' : 'VUXNA_SARSKILD_SERVICE',
    isAssumed: true,
  };
}

/** The day whose conditions are reported (SOSFS 2005:21). */
export function octoberDay(year: number): string {
  return `${String(year).padStart(4, '0')}-10-01`;
}

/** The last day to report (SOSFS 2005:21). */
export function octoberDeadline(year: number): string {
  return `${String(year).padStart(4, '0')}-10-25`;
}
