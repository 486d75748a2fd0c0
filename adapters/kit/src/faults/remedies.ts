import { scalarFaults } from '@kommunhub/schema';

/**
 * What the data owner should do about a row that was set aside, in English as
 * the hub stores it and in Swedish as the dry run prints it.
 */
export const remedies = {
  VALUE_REQUIRED: [
    'Fill in the column in the source: it is required.',
    'Fyll i kolumnen i källan: uppgiften krävs.',
  ],
  CONTROL_CHARACTERS: [
    'The cell holds control characters: remove them in the source.',
    'Cellen innehåller styrtecken: ta bort dem i källan.',
  ],
  NOT_WHOLE: ['Write a whole number.', 'Skriv ett heltal.'],
  CODE_UNKNOWN: [
    'Add the text to the code table of the column, or correct it in the source.',
    'Lägg till texten i kolumnens kodtabell, eller rätta den i källan.',
  ],
  CELL_ERROR: [
    'The cell shows an error of Excel, as #N/A: correct the formula in the workbook.',
    'Cellen visar ett fel i Excel, som #SAKNAS!: rätta formeln i arbetsboken.',
  ],
  FORMULA_UNCALCULATED: [
    'The formula of the cell has never been worked out: open the workbook in Excel and save it.',
    'Cellens formel är inte uträknad: öppna arbetsboken i Excel och spara den.',
  ],
  NUMBER_LOST: [
    'Excel keeps fifteen digits and the number has more: format the column as text and export again.',
    'Excel behåller femton siffror och talet har fler: formatera kolumnen som text och exportera igen.',
  ],
  COLUMNS_CHANGED: [
    'The mapping asks for other columns than the row was read with: read the source again with "adapter sync".',
    'Mappningen har andra kolumner än när raden lästes: läs in källan igen med "adapter sync".',
  ],
  KEY_UNREADABLE: [
    'The row says that something was deleted, but not what: correct its id in the source.',
    'Raden säger att något är borttaget men inte vad: rätta dess id i källan.',
  ],
  EXPRESSION_FAILED: [
    'The expression of the column cannot be worked out for the row: correct the expression or the row.',
    'Uttrycket för kolumnen går inte att räkna ut för raden: rätta uttrycket eller raden.',
  ],
  KOMMUN_FOREIGN: [
    'The source may not deliver this kommun: correct the row, or the list kommuner of adapter.yaml.',
    'Källan får inte lämna uppgifter för den kommunen: rätta raden, eller listan kommuner i adapter.yaml.',
  ],
  RECORD_INVALID: [
    'The value does not fit the shared model (length, characters or range): correct it in the source.',
    'Uppgiften ryms inte i den gemensamma modellen (längd, tecken eller värde): rätta den i källan.',
  ],
  ROW_LONG: [
    'The row has more cells than the header: put quotation marks round texts that hold the delimiter.',
    'Raden har fler celler än rubrikraden: sätt citattecken kring texter som innehåller avgränsaren.',
  ],
  ROW_SHORT: [
    'The row has fewer cells than the header: put quotation marks round texts with line breaks, or set shortRows.',
    'Raden har färre celler än rubrikraden: sätt citattecken kring texter med radbrytning, eller ange shortRows.',
  ],
  QUOTE_OPEN: [
    'A quotation mark is not closed and may have drawn following rows into this one: double the quotation marks in texts.',
    'Ett citattecken stängs inte och följande rader kan ha dragits in i raden: dubblera citattecken i texter.',
  ],
} as const satisfies Record<string, readonly [english: string, swedish: string]>;

/** The sentence that goes into a row's fault. */
export function remedy(name: keyof typeof remedies): string {
  return remedies[name][0];
}

const swedish: ReadonlyMap<string, string> = new Map<string, string>([
  ...Object.values(remedies),
  ...Object.values(scalarFaults).map((fault) => [fault.remedy, fault.swedish] as const),
]);

/** The Swedish sentence for a remedy; the remedy itself when a connector has one of its own. */
export function swedishRemedy(sentence: string): string {
  return swedish.get(sentence) ?? sentence;
}
