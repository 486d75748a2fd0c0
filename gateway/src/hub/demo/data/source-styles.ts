/** The habits of one kommun's export, so that no two look alike, as in life. */
export interface SourceStyle {
  readonly insatsForm:
    | 'PARAGRAPH_AND_NAME'
    | 'COLON'
    | 'PARAGRAPH'
    | 'LAW_AND_NAME'
    | 'NAME_AND_LAW'
    | 'NAME'
    | 'OWN';
  readonly outcomeForm: 0 | 1 | 2;
  readonly unitForm: 0 | 1;
  readonly numberForm: 'CENTURY_HYPHEN' | 'CENTURY' | 'HYPHEN' | 'PLAIN';
  readonly dateForm: 'ISO' | 'COMPACT';
  /** What stands where a decision has no end. */
  readonly openEnd: '' | '9999-12-31';
  readonly sexForm: 'LETTER' | 'WORD';
  readonly handlaggareTitle: string;
  /** True where the files end with a row of sums. */
  readonly hasTotal: boolean;
  /** True where the files end with a row of empty cells. */
  readonly hasBlank: boolean;
  readonly planted: Planted;
}

/** Rows with something wrong or odd in them, so that every fate of a row is seen in the demo. */
export interface Planted {
  /** Decisions whose date does not exist. */
  readonly badDates: number;
  /** Decisions without date. */
  readonly missingDates: number;
  /** Investigations whose start is no date. */
  readonly badInvestigations: number;
  /** Decisions of a kommun that the source may not deliver. */
  readonly foreign: number;
  /** Decisions of a case that is not in the delivery. */
  readonly orphans: number;
  /** Makulerade: decisions that were taken back as if they had never been. */
  readonly voided: number;
  /** Cases under other law. */
  readonly outside: number;
  /** Rows that stand twice. */
  readonly duplicates: number;
  /** A text that stands for two insatser and so for none, and how many ended decisions have it. */
  readonly unmappedInsats: readonly [text: string, decisions: number] | null;
  /** Case numbers that hold the person's number. */
  readonly numbersInCaseNumbers: number;
}

const nothing: Planted = {
  badDates: 0,
  missingDates: 0,
  badInvestigations: 0,
  foreign: 0,
  orphans: 0,
  voided: 1,
  outside: 0,
  duplicates: 0,
  unmappedInsats: null,
  numbersInCaseNumbers: 0,
};
const ordinary: SourceStyle = {
  insatsForm: 'PARAGRAPH_AND_NAME',
  outcomeForm: 0,
  unitForm: 0,
  numberForm: 'CENTURY_HYPHEN',
  dateForm: 'ISO',
  openEnd: '',
  sexForm: 'LETTER',
  handlaggareTitle: 'LSS-handläggare',
  hasTotal: false,
  hasBlank: false,
  planted: nothing,
};

type Style = Omit<Partial<SourceStyle>, 'planted'> & { readonly planted?: Partial<Planted> };

function style({ planted, ...rest }: Style): SourceStyle {
  return { ...ordinary, ...rest, planted: { ...nothing, ...planted } };
}

/** By source. */
export const sourceStyles: Readonly<Record<string, SourceStyle>> = {
  'falun-treserva': style({
    hasTotal: true,
    planted: {
      ...{ badDates: 4, missingDates: 1, badInvestigations: 1, orphans: 1, voided: 4, outside: 2 },
      ...{ duplicates: 2, numbersInCaseNumbers: 1 },
    },
  }),
  'borlange-treserva': style({
    insatsForm: 'COLON',
    outcomeForm: 1,
    numberForm: 'CENTURY',
    dateForm: 'COMPACT',
    hasBlank: true,
    planted: {
      ...{ badDates: 3, badInvestigations: 1, foreign: 2, orphans: 1, voided: 5, outside: 1 },
      ...{ unmappedInsats: ['Kontaktperson/ledsagare', 4], numbersInCaseNumbers: 1 },
    },
  }),
  'sater-treserva': style({ insatsForm: 'NAME', numberForm: 'HYPHEN', hasTotal: true, hasBlank: true }),
  // What another system calls things is its own matter; of these only numbers, dates and planted rows tell.
  'smedjebacken-viva': style({ dateForm: 'COMPACT', numberForm: 'PLAIN', hasTotal: true, hasBlank: true }),
  'hedemora-lifecare': style({
    hasTotal: true,
    planted: { badDates: 2, unmappedInsats: ['Korttids/avlösare', 2] },
  }),
  'ludvika-treserva': style({
    insatsForm: 'NAME_AND_LAW',
    outcomeForm: 1,
    numberForm: 'PLAIN',
    openEnd: '9999-12-31',
    hasTotal: true,
    planted: { badDates: 3, badInvestigations: 1, duplicates: 2, voided: 3, numbersInCaseNumbers: 1 },
  }),
  'avesta-treserva': style({
    insatsForm: 'COLON',
    unitForm: 1,
    numberForm: 'HYPHEN',
    handlaggareTitle: 'Biståndshandläggare',
    hasBlank: true,
    planted: { badDates: 3, missingDates: 1, outside: 1, unmappedInsats: ['Fritidsgrupp', 3] },
  }),
  'malung-salen-viva': style({ numberForm: 'CENTURY', openEnd: '9999-12-31', planted: { outside: 1 } }),
  'leksand-treserva': style({ insatsForm: 'OWN', dateForm: 'COMPACT', planted: { voided: 2 } }),
  'gagnef-treserva': style({
    ...{ insatsForm: 'PARAGRAPH', outcomeForm: 2, sexForm: 'WORD', numberForm: 'CENTURY', hasTotal: true },
  }),
  'vansbro-excel': style({}),
  'mora-orsa-alvdalen-treserva': style({
    insatsForm: 'NAME_AND_LAW',
    unitForm: 1,
    openEnd: '9999-12-31',
    hasBlank: true,
    planted: { badDates: 4, voided: 3, unmappedInsats: ['Boende/korttids', 2] },
  }),
  'rattvik-excel-antal': style({}),
};
