interface ScalarFaultEntry {
  /** What the data owner or the one who maps should do, one English sentence without any value. */
  readonly remedy: string;
  /** The same in Swedish. */
  readonly swedish: string;
}

const fault = (remedy: string, swedish: string): ScalarFaultEntry => Object.freeze({ remedy, swedish });

/** Every reason for which a text is refused as a scalar, with its remedy. */
export const scalarFaults = {
  PERSONNUMMER_FORM: fault(
    'Write the number as YYYYMMDD-NNNN, or leave the cell empty when it is not known.',
    'Skriv numret som ÅÅÅÅMMDD-NNNN, eller lämna cellen tom om det saknas.',
  ),
  PERSONNUMMER_DATE: fault(
    'The first digits are not a date of birth: correct the number.',
    'Numrets första siffror är inget födelsedatum: rätta numret.',
  ),
  PERSONNUMMER_FUTURE: fault(
    'The date of birth lies in the future: correct the number.',
    'Födelsedatumet ligger i framtiden: rätta numret.',
  ),
  NUMBER_ROUNDED: fault(
    'A spreadsheet has rounded the number: format the column as text and export again.',
    'Kalkylprogrammet har avrundat numret: formatera kolumnen som text och exportera igen.',
  ),
  DATE_FORM: fault('Write the date as YYYY-MM-DD.', 'Skriv datumet som ÅÅÅÅ-MM-DD.'),
  DATE_IMPOSSIBLE: fault(
    'The calendar has no such date: correct it.',
    'Datumet finns inte i kalendern: rätta det.',
  ),
  DATE_HAS_TIME: fault(
    'The cell holds a time of day where only a date is expected: export the date alone.',
    'Cellen innehåller klockslag där bara datum väntas: exportera endast datum.',
  ),
  DECIMAL_FORM: fault(
    'Write the number with digits and a decimal comma, as 1234,50.',
    'Skriv talet med siffror och decimalkomma, som 1234,50.',
  ),
  DECIMAL_AMBIGUOUS: fault(
    'A dot before three digits can mean thousands or decimals: declare the decimal separator in the mapping.',
    'Punkt före tre siffror kan vara tusental eller decimaler: ange decimaltecken i mappningen.',
  ),
  DECIMAL_TOO_FINE: fault(
    'The number has more decimals than the field holds: round it in the source.',
    'Talet har fler decimaler än fältet rymmer: avrunda i källan.',
  ),
  KOMMUNKOD_FORM: fault(
    'Write the kommun code with four digits, as 0781.',
    'Skriv kommunkoden med fyra siffror, som 0781.',
  ),
  KOMMUNKOD_UNKNOWN: fault(
    'No kommun has this code: correct it.',
    'Ingen kommun har den koden: rätta kommunkoden.',
  ),
  BOOLEAN_FORM: fault('Write ja or nej.', 'Skriv ja eller nej.'),
} as const satisfies Record<string, ScalarFaultEntry>;

export type ScalarFault = keyof typeof scalarFaults;
