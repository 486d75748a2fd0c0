import type { CellSum, Kpi, KpiFormula, OwnFigure } from './kpi.js';

const insatsOf = (...strata: string[]): CellSum => ({ table: 'insatser', measure: 'antal', strata });
const persons: CellSum = { table: 'personer', measure: 'antal', strata: ['TOTALT'] };
const home = insatsOf('LSS_9_8', 'LSS_9_9');

// Kolada's counts are those of the register of 1 October: of the year alone.
const common = {
  periods: ['YEAR'],
  comparison: null,
  target: null,
  missed: { light: 'ROD', isStrict: false },
  minimumN: 1,
  lagrum: 'LSS 9 §, 15 a §',
  origin: 'Kolada; hubben räknar med samma definition ur egna uppgifter',
} as const;

/** What is counted: Kolada's id of the count, its words, its lagrum and its cells. */
const counted = [
  ['N28801', 'boende', 'LSS 9 § 8–9', home],
  ['N28804', 'daglig verksamhet', 'LSS 9 § 10', insatsOf('LSS_9_10')],
  ['N28805', 'personlig assistans', 'LSS 9 § 2', insatsOf('LSS_9_2')],
  ['N28806', 'ledsagarservice', 'LSS 9 § 3', insatsOf('LSS_9_3')],
  ['N28807', 'kontaktperson', 'LSS 9 § 4', insatsOf('LSS_9_4')],
  ['N28808', 'avlösarservice', 'LSS 9 § 5', insatsOf('LSS_9_5')],
  ['N28809', 'korttidsvistelse', 'LSS 9 § 6', insatsOf('LSS_9_6')],
  ['N28810', 'korttidstillsyn', 'LSS 9 § 7', insatsOf('LSS_9_7')],
] as const;

/** The same per 10,000 inhabitants, in Kolada's own order of ids. */
const perInhabitants = {
  N28806: 'N28812',
  N28807: 'N28813',
  N28808: 'N28814',
  N28809: 'N28815',
  N28810: 'N28816',
  N28805: 'N28818',
  N28804: 'N28819',
  N28801: 'N28820',
} as const;

const twice = 'Den som har boende enligt både punkt 8 och 9 räknas två gånger.';
const inhabitants = 'Folkmängden är den senast kända, med sin dag; Kolada tar den sista december samma år.';

function count([id, words, lagrum, of]: (typeof counted)[number]): Kpi {
  return {
    ...common,
    ...{ id, lagrum, decimals: 0, unit: 'personer', nMeaning: 'Personer' },
    name: `Personer med ${words} enligt LSS`,
    definition: `Personer med verkställt beslut om ${words} enligt ${lagrum} den 1 oktober.${id === 'N28801' ? ` ${twice}` : ''}`,
    formulaText: 'Antal personer',
    formula: { kind: 'SUM', of },
  };
}

function rate([id, words, lagrum, numerator]: (typeof counted)[number]): Kpi {
  return {
    ...common,
    ...ratio({ kind: 'RATIO', numerator, denominator: 'INVANARE', times: 10_000 }),
    ...{ id: perInhabitants[id], lagrum },
    name: `Personer med ${words} enligt LSS per 10 000 invånare`,
    definition: `Personer med verkställt beslut om ${words} enligt ${lagrum} den 1 oktober per 10 000 invånare. ${inhabitants}`,
    formulaText: 'Antal personer / invånare × 10 000',
  };
}

const ratio = (formula: KpiFormula & { readonly kind: 'RATIO' }) => ({
  formula,
  decimals: 1,
  unit: formula.times === 100 ? '%' : 'personer per 10 000 invånare',
  nMeaning: formula.times === 100 ? 'Personer med insats enligt LSS 9 § 2–10' : 'Invånare',
});

function share(id: string, words: string, lagrum: string, numerator: CellSum, remark: string): Kpi {
  return {
    ...common,
    ...ratio({ kind: 'RATIO', numerator, denominator: persons, times: 100 }),
    ...{ id, lagrum },
    name: `Personer med ${words}, andel av alla med insats enligt LSS`,
    definition: `Andel av personerna med verkställd insats enligt LSS 9 § 2–10 som har ${words} (${lagrum}) den 1 oktober. Den som bara har råd och stöd räknas inte.${remark}`,
    formulaText: `Personer med ${words} / personer med insats enligt LSS 9 § 2–10`,
  };
}

function days(id: string, word: string, formulaText: string, figure: OwnFigure): Kpi {
  return {
    ...common,
    ...{ id, formulaText, unit: 'dagar', decimals: 1, comparison: '<=', minimumN: 4 },
    name: `Utredningstid alla insatser enligt LSS, ${word}`,
    definition: `${word[0]?.toUpperCase()}${word.slice(1)} av dagar från ansökan till beslut för årets beslut till och med juni om insats enligt LSS, även avslag och omprövning, utom sjuklön. Kolada slutade samla in uppgiften efter 2024; värdet kräver minst fyra beslut.`,
    formula: { kind: 'OWN', figure },
    nMeaning: 'Beslut med känd utredningstid, januari–juni',
    lagrum: 'FL 9, 11, 12 §§',
  };
}

/** Key figures that Kolada defines and whose definition the records of the hub meet. */
export const koladaKpis: readonly Kpi[] = [
  ...counted.map(count),
  share('N28802', 'boende', 'LSS 9 § 8–9', home, ` ${twice}`),
  share('N28803', 'daglig verksamhet', 'LSS 9 § 10', insatsOf('LSS_9_10'), ''),
  ...counted.map(rate),
  {
    ...common,
    ...ratio({ kind: 'RATIO', numerator: persons, denominator: 'INVANARE', times: 10_000 }),
    id: 'N28892',
    name: 'Personer med insats enligt LSS per 10 000 invånare',
    definition: `Personer med minst en verkställd insats enligt LSS 9 § 2–10 den 1 oktober per 10 000 invånare. ${inhabitants}`,
    formulaText: 'Antal personer / invånare × 10 000',
  },
  days('U28414', 'medelvärde', 'Summan av dagar / antal beslut', 'KOLADA_MEAN'),
  days('U28417', 'median', 'Den mittersta tiden, eller medelvärdet av de två mittersta', 'KOLADA_MEDIAN'),
].sort((a, b) => a.id.localeCompare(b.id));
