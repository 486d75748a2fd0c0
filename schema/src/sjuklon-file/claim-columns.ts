import { absenceCauses, karensExceptions, shiftTypes } from '../sjuklon/index.js';

/** How the text of a cell is read. */
export type CellKind =
  | 'choice'
  | 'date'
  | 'decimal'
  | 'documents'
  | 'integer'
  | 'kommun'
  | 'percent'
  | 'text'
  | 'time'
  | 'yesNo';

/** A column of the form for claims, the same in the workbook and in CSV. */
export interface ClaimColumn {
  readonly header: string;
  /** Where its value stands in the claim, the period or the shift, as `assistant.birthYear`. */
  readonly field: string;
  readonly kind: CellKind;
  readonly isRequired?: boolean;
  /** For whoever fills it in. */
  readonly meaning: string;
  /** Of a choice: what can be chosen, by code. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Of a percent: what is lower was meant as a share of 1. */
  readonly leastPercent?: number;
}

export type ClaimTable = 'claims' | 'periods' | 'shifts';

/** Columns that tell which claim and which period a row belongs to. */
export const claimKey = 'Ansökan';
export const periodKey = 'Sjukperiod';

const named = <Code extends string>(codes: readonly Code[], names: Readonly<Record<Code, string>>) =>
  Object.fromEntries(codes.map((code) => [code, names[code]]));

const causes = named(absenceCauses, {
  SJUKDOM: 'Sjukdom',
  VAB: 'Vård av barn',
  FORALDRALEDIGHET: 'Föräldraledighet',
  GRAVIDITET: 'Graviditet',
  SEMESTER: 'Semester',
  ANNAN: 'Annan orsak',
});
const exceptions = named(karensExceptions, {
  INGEN: 'Inget undantag',
  TIO_KARENS: 'Tio karensavdrag på ett år',
  SARSKILT_HOGRISKSKYDD: 'Särskilt högriskskydd',
});
const types = named(shiftTypes, { AKTIV: 'Aktiv tid', VANTETID: 'Väntetid (jour)', BEREDSKAP: 'Beredskap' });

const column = (
  header: string,
  field: string,
  kind: CellKind,
  meaning: string,
  more: Partial<ClaimColumn> = {},
): ClaimColumn => ({ header, field, kind, meaning, ...more });
const required = { isRequired: true } as const;

/** The columns of each table, in order; the keys come before them. */
export const claimColumns: Readonly<Record<ClaimTable, readonly ClaimColumn[]>> = {
  claims: [
    column('Kommun', 'kommunCode', 'kommun', 'Kommunen som betalar: namn eller kod', required),
    column('Den enskildes personnummer', 'personnummer', 'text', 'ÅÅÅÅMMDD-NNNN'),
    column('Anordnare', 'provider.name', 'text', 'Företagets namn', required),
    column('Organisationsnummer', 'provider.organisationNumber', 'text', 'NNNNNN-NNNN'),
    column('Tillstånd från IVO', 'provider.ivoLicence', 'yesNo', 'Ja eller Nej'),
    column('Bankgiro', 'provider.bankgiro', 'text', 'NNNN-NNNN'),
    column('Ansökningsdag', 'applicationDate', 'date', 'ÅÅÅÅ-MM-DD', required),
    column('Lönen betalades', 'paymentDate', 'date', 'Avgör arbetsgivaravgiften; tomt: ansökningsdagen'),
    column('Begärt belopp', 'requestedAmount', 'decimal', 'Kronor'),
    column('Statlig ersättning', 'stateCompensation', 'decimal', 'Kronor, för tid före juli 2024'),
    column('Ert ärendenummer', 'claimNumber', 'text', 'Står i betalningen och i beslutet'),
    column('Fakturanummer', 'invoiceNumber', 'text', 'Om kommunen vill ha faktura'),
    column('Fullmakt finns', 'powerOfAttorney', 'yesNo', 'Ja eller Nej'),
    column('Beviljade timmar', 'grantedHours', 'decimal', 'Assistanstimmar i perioden'),
    column('Bifogade handlingar', 'documents', 'documents', 'Koder ur bladet Listor, komma emellan'),
  ],
  periods: [
    column('Assistentens namn', 'assistant.name', 'text', 'Den som är sjuk'),
    column('Assistentens personnummer', 'assistant.personnummer', 'text', 'ÅÅÅÅMMDD-NNNN'),
    column('Födelseår', 'assistant.birthYear', 'integer', 'Behövs när personnummer saknas'),
    column('Timlön', 'assistant.hourlyPay', 'decimal', 'Kronor; timlön eller månadslön'),
    column('Månadslön', 'assistant.monthlyPay', 'decimal', 'Kronor; timlön eller månadslön'),
    column('Timmar per vecka', 'assistant.averageWeeklyHours', 'decimal', 'I genomsnitt', required),
    column('Tillägg per vecka', 'assistant.averageWeeklySupplements', 'decimal', 'Kronor i genomsnitt'),
    column('Orsak', 'cause', 'choice', 'Tomt: sjukdom', { choices: causes }),
    column('Första sjukdag', 'firstSickDay', 'date', 'ÅÅÅÅ-MM-DD', required),
    column('Sista sjukdag', 'lastSickDay', 'date', 'ÅÅÅÅ-MM-DD', required),
    column('Tidigare sjuk från', 'previousPeriod.firstSickDay', 'date', 'Vid återinsjuknande inom 5 dagar'),
    column('Tidigare sjuk till', 'previousPeriod.lastSickDay', 'date', 'Vid återinsjuknande inom 5 dagar'),
    column('Tidigare karensavdrag', 'previousPeriod.karensDeducted', 'decimal', 'Kronor; tomt: hela'),
    column('Undantag från karens', 'karensException', 'choice', 'Tomt: inget undantag', {
      choices: exceptions,
    }),
    column('Läkarintyg från', 'medicalCertificate.from', 'date', 'ÅÅÅÅ-MM-DD'),
    column('Läkarintyg till', 'medicalCertificate.to', 'date', 'ÅÅÅÅ-MM-DD'),
    column('Semesterersättning, procent', 'holidayPayRate', 'percent', '12 för 12 procent', {
      leastPercent: 1,
    }),
    column('Försäkring, procent', 'insuranceRate', 'percent', '0,3 för 0,3 procent', { leastPercent: 0.05 }),
    column('Pension, procent', 'pensionRate', 'percent', '4,5 för 4,5 procent', { leastPercent: 0.2 }),
    column('Kollektivavtal', 'agreement', 'text', 'Avtalet som procentsatserna följer'),
  ],
  shifts: [
    column('Datum', 'date', 'date', 'ÅÅÅÅ-MM-DD', required),
    column('Start', 'start', 'time', 'TT:MM'),
    column('Slut', 'end', 'time', 'TT:MM'),
    column('Timmar', 'hours', 'decimal', 'Passets timmar', required),
    column('Tillägg', 'supplement', 'decimal', 'OB eller jour för passet, kronor'),
    column('Slag av pass', 'type', 'choice', 'Tomt: aktiv tid', { choices: types }),
    column('Ordinarie schema', 'scheduled', 'yesNo', 'Tomt: Ja'),
    column('Vikarie', 'substitute', 'text', 'Namn; tomt: ingen vikarie'),
    column('Vikariens personnummer', 'substitutePersonnummer', 'text', 'ÅÅÅÅMMDD-NNNN'),
    column('Vikariens timmar', 'substituteHours', 'decimal', 'Tomt: hela passet'),
  ],
};

/** The sheets of the workbook. */
export const claimSheets: Readonly<Record<ClaimTable, string>> = {
  claims: 'Ansökan',
  periods: 'Sjukperioder',
  shifts: 'Pass',
};

export const claimTableNames = ['claims', 'periods', 'shifts'] as const satisfies readonly ClaimTable[];

/** The key columns that a table begins with. */
export const keysOf: Readonly<Record<ClaimTable, readonly string[]>> = {
  claims: [claimKey],
  periods: [claimKey, periodKey],
  shifts: [claimKey, periodKey],
};

/** The header row of the CSV form: one row a shift, what belongs to claim and period repeated. */
export const claimCsvHeader: readonly string[] = [
  ...keysOf.periods,
  ...claimTableNames.flatMap((table) => claimColumns[table].map(({ header }) => header)),
];
