export { parseBoolean } from './boolean.js';
export {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDate,
  dayInStockholm,
  daysBetween,
  daysInMonth,
  isCalendarDate,
  isWithin,
} from './calendar.js';
export { type DateOptions, type ParsedDate, parseDate } from './date.js';
export {
  compareDecimals,
  type Decimal,
  type DecimalOptions,
  decimalScales,
  isDecimal,
  parseDecimal,
  toFixedDecimal,
} from './decimal.js';
export { parseCountingCode, parseKommunkod } from './kommunkod.js';
export type { Parsed, Rejected } from './parsed.js';
export {
  checkDigitOf,
  hasCheckDigit,
  type ParsedPersonnummer,
  type PersonIdentity,
  parsePersonnummer,
} from './personnummer.js';
export {
  containsPersonnummer,
  maskPersonnummer,
} from './personnummer-in-text.js';
export { type ScalarFault, scalarFaults } from './scalar-faults.js';
export { cleanText, normaliseHeader, normaliseSearchTerm } from './text.js';
