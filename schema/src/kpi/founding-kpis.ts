import type { Insatskod } from '../terms/index.js';
import type { CellSum, Kpi } from './kpi.js';

const everyPeriod = ['YEAR', 'QUARTER', 'MONTH'] as const;
const tyreso = 'Tyresö kommun, kvalitetsuppföljning av LSS-handläggningen 2023';
const missed = { light: 'ROD', isStrict: false } as const;

const byKommun: readonly Insatskod[] = [
  ...(['LSS_9_2', 'LSS_9_3', 'LSS_9_4', 'LSS_9_5', 'LSS_9_6'] as const),
  ...(['LSS_9_7', 'LSS_9_8', 'LSS_9_9', 'LSS_9_10'] as const),
];
const housing: readonly Insatskod[] = ['LSS_9_8', 'LSS_9_9'];

const openCases: CellSum = { table: 'arendemangd', measure: 'antal', strata: ['LSS', 'SOL'] };
const handlers: CellSum = { table: 'tjanster', measure: 'handlaggare', strata: ['TOTALT'] };
const posts: CellSum = { table: 'tjanster', measure: 'tjanster', strata: ['TOTALT'] };
const waiting: CellSum = { table: 'ej_verkstallda', measure: 'antal', strata: ['TOTALT'] };
const insatser: CellSum = { table: 'insatser', measure: 'antal', strata: byKommun };
const persons: CellSum = { table: 'personer', measure: 'antal', strata: ['TOTALT'] };

type Group = {
  readonly key: string;
  readonly kategori: string;
  readonly name: string;
  readonly days: string;
};

const common = { periods: everyPeriod, minimumN: 1, missed, lagrum: null } as const;
const caseload = {
  ...common,
  unit: 'ärenden',
  decimals: 2,
  comparison: '<',
  nMeaning: 'Handläggare',
} as const;

const ofHandlers = (group: 'vuxen' | 'barn', words: string, target: string): Kpi => ({
  ...caseload,
  id: `arendemangd_${group}`,
  name: `Ärenden per handläggare, ${words}`,
  definition: `Pågående ärenden som gäller ${words} per handläggare av sådana ärenden, på periodens sista dag. En handläggare som har ärenden av båda slagen räknas för den del av de egna ärendena som gäller ${words}, eftersom systemen inte säger vem som är vuxen- eller barnhandläggare. Kön och ärenden hos andra befattningar räknas med.`,
  formulaText: `Pågående ärenden som gäller ${words} / summan av handläggarnas andelar av sådana ärenden`,
  formula: {
    kind: 'OWN',
    figure: group === 'vuxen' ? 'CASES_PER_ADULT_HANDLER' : 'CASES_PER_CHILD_HANDLER',
  },
  nMeaning: 'LSS-handläggare med minst ett sådant ärende',
  target: { value: target, source: tyreso },
  origin: tyreso,
});

/** The figures of investigation days in a category: mean, median, and share that took the target or longer. */
function investigationDays({ key, kategori, name, days }: Group): Kpi[] {
  const of = (measure: string): CellSum => ({ table: 'beslut', measure, strata: [kategori] });
  const lasting = (...values: string[]): CellSum => ({
    ...of('antal'),
    where: { dimension: 'over_mal', values },
  });
  const known = lasting('JA', 'NEJ');
  const shared = {
    ...common,
    lagrum: 'FL 9, 11, 12 §§',
    nMeaning: 'Beslut med känd utredningstid',
    origin: `${tyreso}; dagarna räknas som i Kolada U28414`,
  };
  const definition = `Dagar från ansökan till beslut för beslut under perioden om ${name}, även avslag, utom sjuklön.`;
  return [
    {
      ...shared,
      id: `utredningstid_${key}`,
      name: `Utredningstid ${name}, medelvärde`,
      definition,
      formulaText: 'Summan av dagar / antal beslut med känd utredningstid',
      formula: { kind: 'MEASURE', of: of('medel_dagar'), known },
      ...{ unit: 'dagar', decimals: 1, comparison: '<', target: { value: days, source: tyreso } },
    },
    {
      ...shared,
      id: `utredningstid_${key}_median`,
      name: `Utredningstid ${name}, median`,
      definition: `${definition} Medianen döljer inte som medelvärdet de långa bakom de många.`,
      formulaText: 'Den mittersta utredningstiden, eller medelvärdet av de två mittersta',
      formula: { kind: 'MEASURE', of: of('median_dagar'), known },
      ...{ unit: 'dagar', decimals: 1, comparison: '<', target: null },
    },
    {
      ...shared,
      id: `utredningstid_${key}_over_mal`,
      name: `Utredningstid ${name}, andel som nådde ${days} dagar`,
      definition: `Andel av besluten om ${name} vars utredning tog minst ${days} dagar, målets gräns.`,
      formulaText: `Beslut efter minst ${days} dagar / beslut med känd utredningstid`,
      formula: { kind: 'RATIO', numerator: lasting('JA'), denominator: known, times: 100 },
      ...{ unit: '%', decimals: 1, comparison: '<=', target: null },
    },
  ];
}

/** Key figures of the documents that the cooperation was founded on, as far as records carry them. */
export const foundingKpis: readonly Kpi[] = [
  ofHandlers('vuxen', 'vuxna', '55'),
  ofHandlers('barn', 'barn', '50'),
  {
    ...caseload,
    id: 'arendemangd_total',
    name: 'Ärenden per handläggare',
    definition: 'Pågående ärenden per handläggare på periodens sista dag, alla åldrar, LSS och SoL.',
    formulaText: 'Pågående ärenden / handläggare',
    formula: { kind: 'RATIO', numerator: openCases, denominator: handlers, times: 1 },
    target: null,
    origin: tyreso,
  },
  {
    ...caseload,
    id: 'arendemangd_per_tjanst',
    name: 'Ärenden per heltidstjänst',
    definition: 'Pågående ärenden på periodens sista dag per heltidstjänst enligt bemanningslistan.',
    formulaText: 'Pågående ärenden / heltidstjänster',
    formula: { kind: 'RATIO', numerator: openCases, denominator: posts, times: 1 },
    target: null,
    nMeaning: 'Heltidstjänster',
    origin: 'Dalarnas samverkansunderlag 2019–2020',
  },
  ...investigationDays({
    ...{ key: 'pa', kategori: 'PERSONLIG_ASSISTANS', name: 'personlig assistans', days: '90' },
  }),
  ...investigationDays({
    ...{ key: 'ovriga', kategori: 'OVRIGA_LSS', name: 'övriga insatser', days: '60' },
  }),
  {
    ...common,
    id: 'uppfoljda_beslut_manad',
    name: 'Uppföljda beslut per månad',
    definition:
      'Genomförda uppföljningar av beslut som gäller tills vidare eller längre än ett år om boende eller daglig verksamhet (LSS 9 § 8–10), per månad efter dagen de gjordes.',
    formulaText: 'Genomförda uppföljningar / månader i perioden',
    formula: {
      kind: 'SUM',
      of: { table: 'uppfoljningar', measure: 'antal', strata: [...housing, 'LSS_9_10'] },
      isPerMonth: true,
    },
    ...{ unit: 'uppföljningar per månad', decimals: 1, comparison: '>=', nMeaning: 'Uppföljningar' },
    target: { value: '22', source: tyreso },
    lagrum: 'LSS 6 §',
    origin: tyreso,
  },
  {
    ...common,
    id: 'ej_verkstallda_total',
    name: 'Ej verkställda beslut',
    definition: 'Gynnande beslut som på periodens sista dag väntar på att verkställas eller återupptas.',
    formulaText: 'Antal beslut',
    formula: { kind: 'SUM', of: waiting },
    ...{ unit: 'beslut', decimals: 0, comparison: '<=', nMeaning: 'Beslut', target: null },
    lagrum: 'LSS 28 f §',
    origin: tyreso,
  },
  {
    ...common,
    id: 'ej_verkstallda_over_3m',
    name: 'Ej verkställda beslut över tre månader',
    definition:
      'De av besluten som på periodens sista dag väntat mer än tre månader från beslutet eller avbrottet.',
    formulaText: 'Antal beslut',
    formula: {
      kind: 'SUM',
      of: { ...waiting, where: { dimension: 'vantetid', values: ['OVER_3M'] } },
    },
    ...{ unit: 'beslut', decimals: 0, comparison: '<=', nMeaning: 'Beslut' },
    target: { value: '0', source: 'LSS 28 f §: det som ska rapporteras till IVO' },
    missed: { light: 'ROD', isStrict: true },
    lagrum: 'LSS 28 f §',
    origin: tyreso,
  },
  {
    ...common,
    id: 'externa_placeringar',
    name: 'Externa placeringar',
    definition:
      'Boenden enligt LSS 9 § 8–9 som på referensdagen verkställs genom enskild placering eller i annan kommun.',
    formulaText: 'Antal insatser; den som har boende enligt båda punkterna räknas i vardera',
    formula: {
      kind: 'SUM',
      of: {
        ...insatser,
        strata: housing,
        where: { dimension: 'utforande', values: ['EXTERN'] },
      },
    },
    ...{ unit: 'insatser', decimals: 0, comparison: '<=', nMeaning: 'Insatser', target: null },
    lagrum: 'LSS 9 § 8–9, 16 c §',
    origin: 'Boendeprojektet i Dalarna: minska externa köp',
  },
  {
    ...common,
    id: 'insatser_per_person',
    name: 'Insatser per person',
    definition: 'Verkställda insatser enligt LSS 9 § 2–10 per person som har någon, på referensdagen.',
    formulaText: 'Insatser / personer',
    formula: { kind: 'RATIO', numerator: insatser, denominator: persons, times: 1 },
    // Released insatser have no figure of all together, and of nine some is nearly always hidden.
    isOwnOnly: true,
    ...{ unit: 'insatser', decimals: 2, comparison: null, nMeaning: 'Personer', target: null },
    lagrum: 'LSS 9 §',
    origin: 'Ljungby kommun, barn och unga med LSS 2016',
  },
  {
    ...common,
    id: 'handlaggare',
    name: 'Handläggare',
    definition: 'LSS-handläggare som är verksamma på periodens sista dag.',
    formulaText: 'Antal handläggare',
    formula: { kind: 'SUM', of: handlers },
    ...{ unit: 'handläggare', decimals: 0, comparison: null, nMeaning: 'Handläggare', target: null },
    origin: tyreso,
  },
  {
    ...common,
    id: 'tjanster',
    name: 'Heltidstjänster',
    definition: 'LSS-handläggare i heltidstjänster enligt bemanningslistan.',
    formulaText: 'Summan av heltidstjänster',
    formula: { kind: 'SUM', of: posts },
    ...{ unit: 'heltidstjänster', decimals: 1, comparison: null, nMeaning: 'Heltidstjänster', target: null },
    origin: 'Dalarnas samverkansunderlag 2019–2020',
  },
  {
    ...common,
    id: 'ensamuppdrag',
    name: 'Ensamuppdrag',
    definition:
      'Om platsen har färre än 2,0 heltidstjänster: då finns ingen som kan ersätta vid frånvaro. Läses för en kommun.',
    formulaText: '1 när heltidstjänsterna är färre än 2,0, annars 0',
    formula: { kind: 'BELOW', of: posts, limit: '2' },
    ...{ unit: '1 eller 0', decimals: 0, comparison: '<=', nMeaning: 'Heltidstjänster' },
    target: { value: '0', source: 'Dalarnas samverkansunderlag 2019–2020' },
    missed: { light: 'GUL', isStrict: true },
    origin: 'Dalarnas samverkansunderlag 2019–2020',
  },
];
