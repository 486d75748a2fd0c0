import type { DimensionId } from './dimensions.js';
import type { Timing } from './periods.js';

/** A division of a table that is published beside its totals. */
export interface Margin {
  readonly dimension: DimensionId;
  /** The wider division that this one divides further; it is told only where the wider one is. */
  readonly within?: DimensionId;
}

/** A figure of a table. */
export interface Measure {
  /** The column's name in every door, ASCII. */
  readonly id: string;
  readonly name: string;
  readonly type: 'integer' | 'decimal';
  readonly unit: string;
  readonly definition: string;
  readonly formula: string;
}

/** A table of statistics: what it counts, how it is divided, and where the definition comes from. */
export interface StatisticTable {
  readonly id: TableId;
  readonly title: string;
  readonly definition: string;
  readonly population: string;
  readonly source: string;
  readonly lagrum: string;
  readonly timing: Timing;
  /** Whether figures are about individuals, and so go through disclosure control. */
  readonly isProtected: boolean;
  /** The dimension that every row has a value of; null where there is none. */
  readonly stratum: DimensionId | null;
  readonly margins: readonly Margin[];
  /** At most four. */
  readonly measures: readonly Measure[];
}

export type TableId =
  | 'insatser'
  | 'personer'
  | 'beslut'
  | 'ej_verkstallda'
  | 'arendemangd'
  | 'uppfoljningar'
  | 'sjukloner'
  | 'tjanster'
  | 'tackning';

const count = (unit: string, definition: string, formula: string): Measure => ({
  id: 'antal',
  name: 'Antal',
  type: 'integer',
  unit,
  definition,
  formula,
});

const byPerson: readonly Margin[] = [
  { dimension: 'kon' },
  { dimension: 'alder_grov' },
  { dimension: 'alder', within: 'alder_grov' },
  { dimension: 'personkrets' },
];

const given =
  'Gynnande beslut enligt LSS 9 § 2–10 som gäller och verkställs på referensdagen, utan pågående avbrott. Ersättning vid ordinarie assistents sjukdom räknas inte.';
const fromSystems = 'Kommunernas ärendesystem genom kommunhub.';

/** Every table, in the order in which people meet them. */
export const statisticTables: readonly StatisticTable[] = [
  {
    id: 'insatser',
    title: 'Verkställda insatser enligt LSS',
    definition: `${given} En person räknas en gång för varje insats.`,
    population: 'Personer med verkställd insats; råd och stöd (9 § 1) lämnas av regionen.',
    source: `${fromSystems} Råd och stöd: regionens antal.`,
    lagrum: 'LSS 9 §, 15 a §; SOSFS 2005:21',
    timing: 'FIRST_DAY',
    isProtected: true,
    stratum: 'insats',
    margins: [...byPerson, { dimension: 'utforande' }],
    measures: [count('insatser', given, 'Antal olika par av person och insats på referensdagen.')],
  },
  {
    id: 'personer',
    title: 'Personer med verkställd insats enligt LSS',
    definition: `${given} En person räknas en gång, hur många insatser den än har.`,
    population: 'Personer med minst en verkställd insats enligt LSS 9 § 2–10.',
    source: fromSystems,
    lagrum: 'LSS 9 §, 15 a §; SOSFS 2005:21',
    timing: 'FIRST_DAY',
    isProtected: true,
    stratum: null,
    margins: byPerson,
    measures: [
      count(
        'personer',
        'Personer med minst en insats. Den som har insatser från två nämnder räknas i var och en.',
        'Antal olika personer på referensdagen.',
      ),
    ],
  },
  {
    id: 'beslut',
    title: 'Beslut enligt LSS: utfall och utredningstid',
    definition:
      'Beslut om insatser enligt LSS 9 §, efter beslutsdatum, även avslag. Beslut om sjuklön räknas inte. Utredningstiden är dagar från ansökan till beslut; tider som är negativa eller längre än tre år räknas som okända.',
    population: 'Alla beslut om insats enligt LSS 9 § 2–10 under perioden.',
    source: `${fromSystems} Utredningstiden efter definitionen i Kolada U28414 och U28417.`,
    lagrum: 'LSS 7 §, 9 §; FL 9, 11, 12 §§',
    timing: 'FLOW',
    isProtected: true,
    // Insats is a division and not a stratum: both tell of the same decisions, and so must be protected together.
    stratum: 'kategori',
    margins: [
      { dimension: 'insats' },
      { dimension: 'kon' },
      { dimension: 'utfall_grupp' },
      { dimension: 'utfall', within: 'utfall_grupp' },
      { dimension: 'over_mal' },
    ],
    measures: [
      count('beslut', 'Beslut fattade under perioden.', 'Antal beslut med beslutsdatum i perioden.'),
      {
        id: 'medel_dagar',
        name: 'Utredningstid, medelvärde',
        type: 'decimal',
        unit: 'dagar',
        definition: 'Medelvärdet av kända utredningstider; tomt när de gäller få personer.',
        formula: 'Summan av dagar delad med antalet beslut med känd tid, en decimal.',
      },
      {
        id: 'median_dagar',
        name: 'Utredningstid, median',
        type: 'decimal',
        unit: 'dagar',
        definition: 'Medianen av kända utredningstider; tomt när de gäller få personer.',
        formula: 'Mittersta värdet, eller medelvärdet av de två mittersta, en decimal.',
      },
    ],
  },
  {
    id: 'ej_verkstallda',
    title: 'Gynnande beslut som inte är verkställda',
    definition:
      'Gynnande nämndbeslut enligt LSS 9 § som på referensdagen inte är verkställda, eller vars verkställighet är avbruten.',
    population: 'Beslut som gäller på referensdagen.',
    source: fromSystems,
    lagrum: 'LSS 28 f–28 h §§',
    timing: 'LAST_DAY',
    isProtected: true,
    // As in beslut: all that wait are one figure, which one hidden insats does not take away.
    stratum: null,
    margins: [{ dimension: 'insats' }, { dimension: 'kon' }, { dimension: 'vantetid' }],
    measures: [
      count('beslut', 'Beslut som väntar på verkställighet.', 'Antal beslut som väntar på referensdagen.'),
    ],
  },
  {
    id: 'arendemangd',
    title: 'Pågående ärenden',
    definition: 'Ärenden som är öppnade senast på referensdagen och inte avslutade före den.',
    population: 'Ärenden enligt LSS och SoL hos LSS-handläggningen.',
    source: fromSystems,
    lagrum: 'LSS 22 §',
    timing: 'LAST_DAY',
    isProtected: true,
    stratum: 'lag',
    margins: [{ dimension: 'malgrupp' }],
    measures: [count('ärenden', 'Pågående ärenden.', 'Antal ärenden öppna på referensdagen.')],
  },
  {
    id: 'uppfoljningar',
    title: 'Genomförda uppföljningar av långa beslut',
    definition:
      'Genomförda uppföljningar av beslut som gäller tills vidare eller längre än ett år, efter dagen de gjordes.',
    population: 'Uppföljningar av beslut enligt LSS 9 §.',
    source: fromSystems,
    lagrum: 'LSS 6 §, 21 a §',
    timing: 'FLOW',
    isProtected: true,
    stratum: 'insats',
    margins: [],
    measures: [
      count('uppföljningar', 'Genomförda uppföljningar.', 'Antal uppföljningar gjorda under perioden.'),
    ],
  },
  {
    id: 'sjukloner',
    title: 'Sjuklöneärenden',
    definition: 'Beslutade ansökningar om ersättning när ordinarie personlig assistent är sjuk.',
    population: 'Sjuklöneärenden med beslut under perioden.',
    source: 'Sjuklöneärenden i kommunhub.',
    lagrum: 'LSS 9 § 2; lag 1991:1047',
    timing: 'FLOW',
    isProtected: true,
    stratum: null,
    margins: [{ dimension: 'utfall_grupp' }],
    measures: [
      count('ärenden', 'Beslutade ärenden.', 'Antal ärenden med beslut i perioden.'),
      {
        id: 'belopp',
        name: 'Beviljat belopp',
        type: 'decimal',
        unit: 'kronor',
        definition: 'Summan av beviljade belopp, utan avdrag för återkrav.',
        formula: 'Summan av beviljat belopp, två decimaler.',
      },
      {
        id: 'dagar',
        name: 'Sjukdagar',
        type: 'integer',
        unit: 'dagar',
        definition: 'Kalenderdagar från första till sista sjukdagen i ärendena.',
        formula: 'Summan av dagar, båda ändarna medräknade.',
      },
    ],
  },
  {
    id: 'tjanster',
    title: 'Handläggare och tjänster',
    definition: 'LSS-handläggare som är verksamma på referensdagen, och tjänster enligt bemanningslistan.',
    population: 'Handläggare hos nämnden; tjänster enligt kommunens bemanningslista.',
    source: `${fromSystems} Bemanning: kommunernas samverkansunderlag.`,
    lagrum: 'LSS 22 §',
    timing: 'LAST_DAY',
    isProtected: false,
    stratum: null,
    margins: [],
    measures: [
      {
        id: 'handlaggare',
        name: 'Handläggare',
        type: 'integer',
        unit: 'personer',
        definition:
          'Handläggare som är verksamma på referensdagen, även biståndshandläggare och socialsekreterare; okänd befattning räknas.',
        formula: 'Antal handläggare.',
      },
      {
        id: 'tjanster',
        name: 'Tjänster',
        type: 'decimal',
        unit: 'heltidstjänster',
        definition: 'LSS-handläggare i heltidstjänster enligt bemanningslistan.',
        formula: 'Summan av tjänster, en decimal.',
      },
    ],
  },
  {
    id: 'tackning',
    title: 'Täckning',
    definition:
      'Vilka kommuner som är med i ett släpp, i vilket skick källan var och hur färska uppgifterna.',
    population: 'Alla kommuner som släppet gäller, även de utan källa.',
    source: 'kommunhubs läsningar av källorna.',
    lagrum: 'SFS 2001:99, lagen om den officiella statistiken, 3 a § (beskrivning av kvalitet)',
    timing: 'LAST_DAY',
    isProtected: false,
    stratum: null,
    margins: [],
    measures: [
      {
        id: 'alder_dygn',
        name: 'Ålder, dygn',
        type: 'integer',
        unit: 'dygn',
        definition: 'Uppgifternas ålder när släppet gjordes; tomt utan källa.',
        formula: 'Hela dygn mellan uppgifternas tidpunkt och släppet.',
      },
      {
        id: 'med',
        name: 'Med i släppet',
        type: 'integer',
        unit: '1 eller 0',
        definition: 'Om kommunens uppgifter är med.',
        formula: '1 när källans uppgifter användes, annars 0.',
      },
    ],
  },
];

const tablesById = new Map<string, StatisticTable>(statisticTables.map((table) => [table.id, table]));

/** The table with the id; undefined when there is none. */
export function statisticTableById(id: string): StatisticTable | undefined {
  return tablesById.get(id);
}
