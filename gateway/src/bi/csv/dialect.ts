/** How a file of a table is written, for one kind of reader. */
export interface Dialect {
  readonly separator: ';' | ',';
  readonly decimal: ',' | '.';
  /** The mark by which Excel knows UTF-8. */
  readonly byteOrderMark: boolean;
  /** Whether codes that a spreadsheet takes for dates or numbers are written so that it does not. */
  readonly keepsCodes: boolean;
}

/** The dialects by the name that `?dialect=` has. */
export const dialects = {
  /** A file that is opened by double-click in a Swedish Excel or LibreOffice. */
  excel: { separator: ';', decimal: ',', byteOrderMark: true, keepsCodes: true },
  /** The same with codes as they are: for programs that read the Swedish form (Power Query, read_csv2). */
  semikolon: { separator: ';', decimal: ',', byteOrderMark: true, keepsCodes: false },
  /** RFC 4180, for programs. */
  rfc4180: { separator: ',', decimal: '.', byteOrderMark: false, keepsCodes: false },
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialects;
