import type { DemoShape } from '../../data/namnder.js';

/** What a cell of another system is made of: a column of Treserva's export, or of its whole row. */
export type CellSource = string | ((row: Readonly<Record<string, string>>, word: Word) => string);

/** The other system's word for one of Treserva's, by the code table that both have of the name. */
export type Word = (table: string, text: string) => string;

export interface ShapeTable {
  /** The table of the profile. */
  readonly table: string;
  /** Column of the profile → where its cells come from; codes are translated on the way. */
  readonly columns: Readonly<Record<string, CellSource>>;
}

/** File of the Treserva export → the table that has the same rows in the other system. */
export type ShapeTables = Readonly<Record<string, ShapeTable>>;

const same = (...columns: string[]) => Object.fromEntries(columns.map((column) => [column, column]));

/** Columns that only the rows of the decisions have, joined to the interruptions by their execution. */
const ofExecution = { Beslutsid: 'Beslutsid', Utförare: 'Utförare' };

const lifecare: ShapeTables = {
  'personer.csv': {
    table: 'personer',
    columns: {
      // In a row of sums the first column has the word.
      PersonId: ({ Personid = '' }) => Personid,
      ...same('Namn', 'Kön'),
      Skyddad: 'Skyddad identitet',
      ...Object.fromEntries(
        ['1', '2', '3'].map((krets) => [
          `Personkrets ${krets}`,
          ({ Personkrets }: Readonly<Record<string, string>>) => (Personkrets === krets ? 'X' : ''),
        ]),
      ),
      Kommun: 'Kommunkod',
    },
  },
  'arenden.csv': {
    table: 'arenden',
    columns: {
      ...{ ÄrendeId: 'Ärendeid', PersonId: 'Personid', Lag: 'Lag', Status: 'Ärendestatus', Öppnad: 'Öppnat' },
      ...{ Avslutad: 'Avslutat', Handläggare: 'Handläggare id', UtredningsId: 'Utredningsid' },
      ...{ Utredningstyp: 'Utredningstyp', 'Ansökan inkom': 'Ansökan', Inledd: 'Utredning startad' },
      ...{ 'Utredning avslutad': 'Utredning klar', Kommun: 'Kommunkod' },
    },
  },
  'beslut.csv': {
    table: 'beslut',
    columns: {
      ...{ BeslutsId: 'Beslutsid', ÄrendeId: 'Ärendeid', Insats: 'Insats', Form: 'Form' },
      ...{ Beslut: 'Beslutsutfall', Beslutsdatum: 'Beslutsdatum', Från: 'Gäller från', Till: 'Gäller till' },
      ...{ Beslutsnivå: 'Beslutsnivå', Beslutsfattare: 'Beslutsfattare id' },
      Timmar: ({ Omfattning = '', Enhet }) => (Enhet === 'kronor' ? '' : Omfattning),
      Timtyp: ({ Enhet = '' }, word) => (Enhet === 'kronor' ? '' : word('enhet', Enhet)),
      Belopp: ({ Omfattning = '', Enhet }) => (Enhet === 'kronor' ? Omfattning : ''),
      Beloppstyp: ({ Enhet }) => (Enhet === 'kronor' ? Enhet : ''),
      ...{ Utförare: 'Utförare', Regi: 'Regi', 'Verkställd från': 'Verkställd' },
      ...{ 'Verkställd till': 'Avslutad', Kommun: 'Kommunkod' },
    },
  },
  'uppfoljningar.csv': {
    table: 'uppfoljningar',
    columns: {
      ...{ UppföljningsId: 'Uppföljningsid', BeslutsId: 'Beslutsid', Uppföljningstyp: 'Uppföljningstyp' },
      ...{ Planerad: 'Planerad', Utförd: 'Genomförd', Resultat: 'Resultat', Kommun: 'Kommunkod' },
    },
  },
  'avbrott.csv': {
    table: 'avbrott',
    columns: {
      ...{ AvbrottsId: 'Avbrottsid', BeslutsId: ofExecution.Beslutsid },
      ...same('Avbrott från', 'Avbrott till', 'Avbrottsorsak'),
      Kommun: 'Kommunkod',
    },
  },
};

const viva: ShapeTables = {
  'personer.csv': {
    table: 'klienter',
    columns: {
      ...{ Klientnr: 'Personid', Personnr: 'Personnummer' },
      Förnamn: ({ Namn = '' }) => Namn.split(' ').slice(0, -1).join(' '),
      Efternamn: ({ Namn = '' }) => Namn.split(' ').at(-1) ?? '',
      ...{ Kön: 'Kön', Sekretess: 'Skyddad identitet', Personkrets: 'Personkrets', Kommunnr: 'Kommunkod' },
    },
  },
  'arenden.csv': {
    table: 'arenden',
    columns: {
      ...{ Ärendenr: 'Ärendeid', Klientnr: 'Personid', Lagrum: 'Lag', Läge: 'Ärendestatus' },
      ...{
        Startdatum: 'Öppnat',
        Slutdatum: 'Avslutat',
        Handläggare: 'Handläggare id',
        Utrnr: 'Utredningsid',
      },
      ...{ Utrtyp: 'Utredningstyp', Ansökningsdatum: 'Ansökan', 'Utr start': 'Utredning startad' },
      ...{ 'Utr slut': 'Utredning klar', Kommunnr: 'Kommunkod' },
    },
  },
  'beslut.csv': {
    table: 'beslut',
    columns: {
      ...{ Beslutsnr: 'Beslutsid', Ärendenr: 'Ärendeid', Insatskod: 'Insats', Form: 'Form' },
      ...{ Resultat: 'Beslutsutfall', Beslutsdatum: 'Beslutsdatum', 'Fr o m': 'Gäller från' },
      ...{ 'T o m': 'Gäller till', Delegat: 'Beslutsnivå', Beslutsfattare: 'Beslutsfattare id' },
      ...{ Antal: 'Omfattning', Måttenhet: 'Enhet', Utförare: 'Utförare', Driftform: 'Regi' },
      ...{ Beställt: 'Beställd', Verkställt: 'Verkställd', Avslutat: 'Avslutad', Kommunnr: 'Kommunkod' },
    },
  },
  'uppfoljningar.csv': {
    table: 'uppfoljningar',
    columns: {
      ...{ Uppföljningsnr: 'Uppföljningsid', Beslutsnr: 'Beslutsid', 'Uppf typ': 'Uppföljningstyp' },
      ...{ Planerad: 'Planerad', Gjord: 'Genomförd', 'Uppf resultat': 'Resultat', Kommunnr: 'Kommunkod' },
    },
  },
  'avbrott.csv': {
    table: 'avbrott',
    columns: {
      ...{ Avbrottsnr: 'Avbrottsid', Beslutsnr: ofExecution.Beslutsid, 'Avbrott fr o m': 'Avbrott från' },
      ...{ 'Avbrott t o m': 'Avbrott till', Orsak: 'Avbrottsorsak', Kommunnr: 'Kommunkod' },
    },
  },
};

const excel: ShapeTables = {
  'personer.csv': {
    table: 'personer',
    columns: {
      ...same('Personid', 'Personnummer', 'Namn', 'Kön', 'Personkrets', 'Kommunkod'),
      'Skyddade personuppgifter': 'Skyddad identitet',
    },
  },
  'arenden.csv': {
    table: 'arenden',
    columns: {
      ...same('Ärendeid', 'Ärendenummer', 'Personid', 'Lag', 'Ärendestatus', 'Öppnat', 'Avslutat'),
      ...{ Handläggare: 'Handläggare id', 'Handläggarens namn': 'Handläggare' },
      ...same('Befattning', 'Utredningsid', 'Utredningstyp', 'Ansökan', 'Utredning startad'),
      ...same('Utredning klar', 'Kommunkod'),
    },
  },
  'beslut.csv': {
    table: 'beslut',
    columns: {
      ...same('Beslutsid', 'Ärendeid', 'Insats', 'Form', 'Beslutsutfall', 'Beslutsdatum', 'Gäller från'),
      ...same('Gäller till', 'Beslutsnivå', 'Enhet', 'Utförare', 'Regi', 'Beställd', 'Verkställd'),
      ...same('Avslutad', 'Verkställande kommun', 'Kommunkod'),
      Beslutsfattare: 'Beslutsfattare id',
      // The template has amounts as numbers.
      Omfattning: ({ Omfattning = '' }) => Omfattning.replace(',', '.'),
    },
  },
  'uppfoljningar.csv': {
    table: 'uppfoljningar',
    columns: {
      ...same('Uppföljningsid', 'Beslutsid', 'Planerad', 'Resultat', 'Kommunkod'),
      ...{ Slag: 'Uppföljningstyp', Gjord: 'Genomförd' },
    },
  },
  'avbrott.csv': {
    table: 'avbrott',
    columns: {
      ...same('Avbrottsid', 'Avbrott från', 'Avbrott till', 'Kommunkod'),
      ...ofExecution,
      Orsak: 'Avbrottsorsak',
    },
  },
};

/** How the rows of a Treserva export are parted and named in the other shapes; Treserva's own are written as planned. */
export const shapeTables: Readonly<Record<Exclude<DemoShape, 'treserva' | 'hub-excel-antal'>, ShapeTables>> =
  {
    lifecare,
    viva,
    'hub-excel': excel,
  };
