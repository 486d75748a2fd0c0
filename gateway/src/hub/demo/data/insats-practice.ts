import type { AmountUnit, Insatskod, Regi, Subtype } from '@kommunhub/schema';

/** How an insats is usually decided and carried out; invented, but of ordinary size. */
export interface InsatsPractice {
  readonly unit: AmountUnit;
  /** Lowest and highest amount, in steps of a half where `halves`. */
  readonly amount: readonly [low: number, high: number];
  readonly halves: boolean;
  /** Days that a decision holds; null is until further notice. */
  readonly periodDays: number | null;
  readonly forms: readonly Subtype[];
  readonly regis: readonly Regi[];
  /** What the unit that carries it out is called. */
  readonly place: string;
}

const own: readonly Regi[] = ['EGEN_REGI', 'EGEN_REGI', 'EGEN_REGI', 'EGEN_REGI'];

function practice(
  unit: AmountUnit,
  amount: readonly [number, number],
  periodDays: number | null,
  place: string,
  regis: readonly Regi[],
  forms: readonly Subtype[] = [],
): InsatsPractice {
  const halves = unit === 'TIMMAR_VECKA' || unit === 'TIMMAR_MANAD';
  return { unit, amount, halves, periodDays, place, regis, forms };
}

const assistance: readonly Regi[] = ['EGEN_REGI', 'LOV', 'LOV', 'EGEN_ARBETSGIVARE', 'KOOPERATIV'];
const housing: readonly Regi[] = [...own, ...own, 'EXTERN_UPPHANDLAD', 'ENSKILD_PLACERING', 'ANNAN_KOMMUN'];

const practices = {
  LSS_9_2: practice('TIMMAR_VECKA', [15, 120], 730, 'Assistans', assistance, [
    'UTFORD_AV_KOMMUN',
    'EKONOMISKT_STOD',
    'EKONOMISKT_STOD',
  ]),
  LSS_9_3: practice('TIMMAR_MANAD', [4, 24], 365, 'Ledsagning', [...own, 'LOV']),
  LSS_9_4: practice('TILLFALLEN_MANAD', [2, 6], 730, 'Kontaktpersoner', own),
  LSS_9_5: practice('TIMMAR_MANAD', [6, 40], 365, 'Avlösning', [...own, 'LOV']),
  LSS_9_6: practice(
    'DYGN_MANAD',
    [2, 10],
    365,
    'Korttidshem',
    [...own, 'EXTERN_UPPHANDLAD', 'ANNAN_KOMMUN'],
    ['KORTTIDSHEM', 'KORTTIDSHEM', 'STODFAMILJ', 'LAGER'],
  ),
  LSS_9_7: practice('DAGAR_VECKA', [3, 5], 365, 'Korttidstillsyn', own),
  LSS_9_8: practice('PLATS', [1, 1], null, 'Barnboende', housing, ['FAMILJEHEM', 'BOSTAD_SARSKILD_SERVICE']),
  LSS_9_9: practice('PLATS', [1, 1], null, 'Bostad', housing, [
    'GRUPPBOSTAD',
    'GRUPPBOSTAD',
    'GRUPPBOSTAD',
    'SERVICEBOSTAD',
    'SERVICEBOSTAD',
    'ANNAN_SARSKILT_ANPASSAD',
  ]),
  LSS_9_10: practice('DAGAR_VECKA', [2, 5], null, 'Daglig verksamhet', [...own, 'LOV', 'EXTERN_UPPHANDLAD']),
  SOL_BOENDESTOD: practice('TIMMAR_VECKA', [2, 8], 365, 'Boendestöd', own),
  SOL_KONTAKTPERSON: practice('TILLFALLEN_MANAD', [2, 4], 365, 'Kontaktpersoner', own),
  SOL_LEDSAGNING: practice('TIMMAR_MANAD', [4, 16], 365, 'Ledsagning', own),
  SOL_SYSSELSATTNING: practice('DAGAR_VECKA', [1, 4], 365, 'Sysselsättning', own),
} satisfies Partial<Record<Insatskod, InsatsPractice>>;

/** Insatser that the demo decides on. */
export type DecidedInsats = keyof typeof practices;

export function practiceOf(insats: DecidedInsats): InsatsPractice {
  return practices[insats];
}

/** SoL insatser of those who also have an LSS case. */
export const solInsatser: readonly DecidedInsats[] = [
  'SOL_BOENDESTOD',
  'SOL_BOENDESTOD',
  'SOL_KONTAKTPERSON',
  'SOL_LEDSAGNING',
  'SOL_SYSSELSATTNING',
];

/** Invented firms and cooperatives: no such provider exists. */
export const inventedProviders = [
  'Brevontza Omsorg AB',
  'Kvelmira Assistans AB',
  'Sjunkvaldt Stöd och Service AB',
  'Tarvozt Vardag AB',
  'Ylmvanda Kooperativet ek. för.',
  'Plenkvist & Drozt Omsorg AB',
  'Hjelmvrå Daglig Verksamhet AB',
  'Ostrimvel Boende AB',
] as const;
