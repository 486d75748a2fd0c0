import {
  decisionOutcomeTerms,
  type Insatskod,
  insatser,
  investigationCategoryTerms,
  lawTerms,
  personkretsTerms,
  sexTerms,
} from '../terms/index.js';

/** One value that a dimension can take: the code that is stored and the words for people. */
export interface DimensionValue {
  readonly code: string;
  readonly label: string;
}

/** A way in which a table divides what it counts. */
export interface Dimension {
  /** The column's name in every door, ASCII. */
  readonly id: DimensionId;
  readonly name: string;
  readonly definition: string;
  readonly values: readonly DimensionValue[];
}

export type DimensionId =
  | 'insats'
  | 'kategori'
  | 'lag'
  | 'kon'
  | 'alder'
  | 'alder_grov'
  | 'personkrets'
  | 'utforande'
  | 'utfall_grupp'
  | 'utfall'
  | 'vantetid'
  | 'malgrupp'
  | 'over_mal';

/** What stands in a dimension's column in rows that are not divided by it. */
export const TOTAL = 'TOTALT';
export const totalValue: DimensionValue = { code: TOTAL, label: 'Totalt' };

const unknown: DimensionValue = { code: 'OKAND', label: 'Okänt' };

/** Ages in whole years, closed at both ends; null is open. The narrow groups fill the wide ones. */
export const ageGroups = [
  { code: '0-6', from: 0, to: 6, wide: '0-22' },
  { code: '7-12', from: 7, to: 12, wide: '0-22' },
  { code: '13-17', from: 13, to: 17, wide: '0-22' },
  { code: '18-22', from: 18, to: 22, wide: '0-22' },
  { code: '23-64', from: 23, to: 64, wide: '23-64' },
  { code: '65-', from: 65, to: null, wide: '65-' },
] as const;

/** Groups of outcomes: what is granted, what is refused, and the rest. */
export const outcomeGroups = {
  GYNNANDE: ['BIFALL', 'DELVIS_BIFALL'],
  AVSLAG: ['AVSLAG'],
  OVRIGT: ['AVVISNING', 'AVSKRIVNING', 'UPPHORANDE', 'ANDRING', 'OKAND'],
} as const;

type Terms = Readonly<Record<string, { readonly name: string }>>;

function valuesOf(terms: Terms, codes: readonly string[] = Object.keys(terms)): DimensionValue[] {
  return codes.map((code) => ({ code, label: terms[code]?.name ?? code }));
}

const lssCodes = Object.keys(insatser).filter((code): code is Insatskod => code.startsWith('LSS_'));
const year = (code: string): DimensionValue => ({
  code,
  label: code.endsWith('-') ? `${code.slice(0, -1)} år och äldre` : `${code.replace('-', '–')} år`,
});

const listed: readonly Dimension[] = [
  {
    id: 'insats',
    name: 'Insats',
    definition: 'Insats enligt LSS 9 §, en kod för varje punkt. Råd och stöd (9 § 1) är regionens.',
    values: valuesOf(insatser, lssCodes),
  },
  {
    id: 'kategori',
    name: 'Utredningens kategori',
    definition: 'Personlig assistans (LSS 9 § 2) eller övriga insatser enligt LSS.',
    values: valuesOf(investigationCategoryTerms, ['PERSONLIG_ASSISTANS', 'OVRIGA_LSS']),
  },
  { id: 'lag', name: 'Lag', definition: 'Den lag som ärendet förs enligt.', values: valuesOf(lawTerms) },
  { id: 'kon', name: 'Kön', definition: 'Kön enligt källan.', values: valuesOf(sexTerms) },
  {
    id: 'alder',
    name: 'Ålder',
    definition: 'Referensdagens år minus födelseåret, i sex grupper.',
    values: [...ageGroups.map(({ code }) => year(code)), unknown],
  },
  {
    id: 'alder_grov',
    name: 'Ålder, tre grupper',
    definition: 'Referensdagens år minus födelseåret, i Koladas tre grupper.',
    values: [...new Set(ageGroups.map(({ wide }) => wide))].map(year).concat(unknown),
  },
  {
    id: 'personkrets',
    name: 'Personkrets',
    definition: 'Personkrets enligt LSS 1 §; okänd när ingen bedömning är registrerad.',
    values: valuesOf(personkretsTerms),
  },
  {
    id: 'utforande',
    name: 'Utförande',
    definition:
      'Extern: enskild placering, eller verkställd i eller av annan kommun. Okänt där kommunen lämnar bara antal.',
    values: [
      { code: 'EGEN', label: 'I hemkommunens ordinarie utbud' },
      { code: 'EXTERN', label: 'Extern placering eller annan kommun' },
      unknown,
    ],
  },
  {
    id: 'utfall_grupp',
    name: 'Utfall, tre grupper',
    definition: 'Gynnande är bifall och delvis bifall.',
    values: [
      { code: 'GYNNANDE', label: 'Gynnande' },
      { code: 'AVSLAG', label: 'Avslag' },
      { code: 'OVRIGT', label: 'Övrigt' },
    ],
  },
  {
    id: 'utfall',
    name: 'Utfall',
    definition: 'Beslutets utfall.',
    values: [...valuesOf(decisionOutcomeTerms), unknown],
  },
  {
    id: 'vantetid',
    name: 'Väntetid',
    definition: 'Tid från beslut eller avbrott till referensdagen (LSS 28 f §).',
    values: [
      { code: 'UNDER_3M', label: 'Högst tre månader' },
      { code: 'OVER_3M', label: 'Mer än tre månader' },
    ],
  },
  {
    id: 'malgrupp',
    name: 'Målgrupp',
    definition: 'Barn är den som inte fyller 18 år under referensdagens år.',
    values: [{ code: 'BARN', label: 'Barn' }, { code: 'VUXEN', label: 'Vuxna' }, unknown],
  },
  {
    id: 'over_mal',
    name: 'Över målet',
    definition:
      'Ja när utredningen tog minst 90 dagar (personlig assistans) eller minst 60 (övriga); okänt utan ansökningsdatum.',
    values: [{ code: 'JA', label: 'Ja' }, { code: 'NEJ', label: 'Nej' }, unknown],
  },
];

/** Every dimension by its id. */
export const dimensions = Object.fromEntries(
  listed.map((dimension) => [dimension.id, dimension]),
) as Readonly<Record<DimensionId, Dimension>>;
