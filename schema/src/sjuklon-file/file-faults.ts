import type { Fault } from '../errors/index.js';

/** A cell of a file; parts that are not known are null. */
export interface FilePlace {
  readonly sheet: string | null;
  readonly row: number | null;
  readonly column: string | null;
}

/** `blad Pass, rad 5, kolumn Timmar`. */
export function describePlace({ sheet, row, column }: FilePlace): string {
  const parts = [
    sheet === null ? [] : [`blad ${sheet}`],
    row === null ? [] : [`rad ${row}`],
    column === null ? [] : [`kolumn ${column}`],
  ];
  return parts.flat().join(', ');
}

/** What can be wrong with a form, beside what is wrong with the claims in it. */
export const formFaults = {
  COLUMN_MISSING: 'Kolumnen saknas: använd formuläret som det är.',
  COLUMN_REPEATED: 'Rubriken står två gånger: ta bort den ena kolumnen.',
  COLUMN_UNKNOWN: 'Det finns en kolumn som formuläret inte har: ta bort den eller rätta rubriken.',
  SHEET_MISSING: 'Bladet saknas: använd formuläret som det är.',
  ROWS_MISSING: 'Här finns inga rader: fyll i minst en.',
  KEY_MISSING: 'Ange vilken ansökan och sjukperiod raden hör till.',
  KEY_UNKNOWN: 'Det som raden hör till finns inte på bladet före.',
  KEY_REPEATED: 'Beteckningen är redan använd: välj en annan.',
  VALUE_DIFFERS: 'Uppgiften skiljer sig från en tidigare rad för samma ansökan eller sjukperiod.',
  CELL_UNREADABLE: 'Cellen har ett fel, eller en formel utan värde.',
  YES_NO: 'Skriv Ja eller Nej.',
  PERCENT_FORM: 'Skriv procent: 12 för 12 procent, inte 0,12.',
  CODE_UNKNOWN: 'Välj ett av värdena i listan.',
  KOMMUN_UNKNOWN: 'Ingen kommun har det namnet eller den koden.',
  KOMMUN_OTHER: 'Raden gäller en annan kommun än den som angetts.',
} as const;
export type FormFaultCode = keyof typeof formFaults;

export function formFault(place: FilePlace, code: FormFaultCode): Fault {
  return { path: describePlace(place), code, message: formFaults[code] };
}

/** Sentences of the claim's own faults that speak of JSON, said for a form. */
const forms: Readonly<Record<string, string>> = {
  VALUE_TYPE: 'Uppgiften kan inte läsas: skriv den som formuläret visar.',
  DECIMAL_FORM: 'Skriv talet med siffror, som 37,5.',
  RATE_ABOVE_ONE: 'Procentsatsen är högst 100.',
};

/** A fault of a claim, told at its place in the file. */
export function placedFault(place: FilePlace, { code, message }: Fault): Fault {
  return { path: describePlace(place), code, message: forms[code] ?? message };
}
