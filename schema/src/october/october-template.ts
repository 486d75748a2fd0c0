import { type OctoberColumn, octoberColumns } from './october-form.js';

export type OctoberField = 'KOMMUN' | 'PERSONNUMMER' | 'PERSONKRETS' | 'BOENDEKOMMUN' | OctoberColumn;

/** The fields of the form in its order, each with the header that the default template gives it. */
export const octoberFields: Readonly<Record<OctoberField, string>> = {
  KOMMUN: 'Kommun',
  PERSONNUMMER: 'Personnummer',
  PERSONKRETS: 'Personkrets',
  ...(Object.fromEntries(
    Object.entries(octoberColumns)
      .filter(([code]) => code !== 'DAGLIG_VERKSAMHET')
      .map(([code, { name }]) => [code, name]),
  ) as Record<Exclude<OctoberColumn, 'DAGLIG_VERKSAMHET'>, string>),
  BOENDEKOMMUN: 'Boendekommun',
  DAGLIG_VERKSAMHET: octoberColumns.DAGLIG_VERKSAMHET.name,
};

export const octoberEncodings = ['utf-8', 'windows-1252'] as const;
export const personnummerFormats = ['YYYYMMDD-NNNN', 'YYYYMMDDNNNN'] as const;
export const octoberNewlines = ['CRLF', 'LF'] as const;
export const octoberDelimiters = [';', ',', '|', '\t'] as const;

/**
 * How the file for Socialstyrelsen's portal is written. The portal's exact form
 * is not published, so that everything it may ask for can be set.
 */
export interface OctoberTemplate {
  readonly delimiter: (typeof octoberDelimiters)[number];
  readonly encoding: (typeof octoberEncodings)[number];
  /** Whether the first line names the columns. */
  readonly header: boolean;
  readonly yes: string;
  readonly no: string;
  readonly personnummerFormat: (typeof personnummerFormats)[number];
  readonly newline: (typeof octoberNewlines)[number];
  /** May hold `{kommun}` and `{year}`. */
  readonly filename: string;
  /** False for a portal that refuses it: empty cells at the end of a line are then left out. */
  readonly lineMayEndWithDelimiter: boolean;
  /** The columns in their order, with their headers. */
  readonly columns: readonly { readonly field: OctoberField; readonly name: string }[];
}

export const defaultOctoberTemplate: OctoberTemplate = Object.freeze({
  delimiter: ';',
  encoding: 'utf-8',
  header: true,
  yes: '1',
  no: '',
  personnummerFormat: 'YYYYMMDD-NNNN',
  newline: 'CRLF',
  filename: 'lss-oktober-{kommun}-{year}.txt',
  lineMayEndWithDelimiter: true,
  columns: Object.freeze(
    (Object.entries(octoberFields) as [OctoberField, string][]).map(([field, name]) =>
      Object.freeze({ field, name }),
    ),
  ),
});
