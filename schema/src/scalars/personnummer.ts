import type { IdType, Sex } from '../terms/index.js';
import { type CalendarDate, calendarDate, daysInMonth } from './calendar.js';
import { type Parsed, rejected, value } from './parsed.js';
import { cleanText } from './text.js';
import { yearOfTwoDigits } from './two-digit-year.js';

/** What a number says of the person it names. */
export interface PersonIdentity {
  readonly idType: IdType;
  /** Twelve digits, or a reservnummer as `YYYYMMDD-T123`; null when there is none. */
  readonly canonical: string | null;
  /** Null also where a samordningsnummer leaves month or day out (00). */
  readonly birthDate: CalendarDate | null;
  readonly birthYear: number | null;
  readonly sex: Sex;
  /** Source data hold wrong check digits: the row is kept and the fault told. */
  readonly warnings: readonly 'CHECK_DIGIT'[];
  /** The cell says that the person is protected instead of giving the number. */
  readonly saysProtected: boolean;
}

type PersonnummerFault = 'PERSONNUMMER_FORM' | 'PERSONNUMMER_DATE' | 'PERSONNUMMER_FUTURE' | 'NUMBER_ROUNDED';

/** Always a value or a refusal, never blank: an empty cell is a person without number (SAKNAS). */
export type ParsedPersonnummer = Exclude<Parsed<PersonIdentity, PersonnummerFault>, { kind: 'blank' }>;

const missing: PersonIdentity = Object.freeze({
  idType: 'SAKNAS',
  canonical: null,
  birthDate: null,
  birthYear: null,
  sex: 'OKAND',
  warnings: Object.freeze([]),
  saysProtected: false,
});
const missingProtected: PersonIdentity = Object.freeze({
  ...missing,
  saysProtected: true,
});

const protectedMark = /^(?:SEKRETESS|SKYDDAD)/u;
const missingMark = /^(?:|-+|0{6}-?0{4}|0{8}-?0{4}|SAKNAS|OKÄND|OKÄNT)$/u;

/**
 * Reads a personnummer (folkbokföringslagen 18 §), a samordningsnummer or a
 * reservnummer in every form that exports are known to write.
 *
 * Zeros that a spreadsheet has taken from the front are put back when the
 * check digit then agrees. What cannot be read is refused with a reason that
 * never repeats the text.
 */
export function parsePersonnummer(text: string, today: CalendarDate): ParsedPersonnummer {
  const compact = cleanText(text).toUpperCase().replaceAll(' ', '').replaceAll(dashes, '-');
  if (missingMark.test(compact)) return value(missing);
  if (protectedMark.test(compact)) return value(missingProtected);
  if (/^\d(?:[.,]\d+)?E\+?\d+$/u.test(compact)) return rejected('NUMBER_ROUNDED');
  return parseReservnummer(compact, today) ?? parseDigits(compact, today);
}

/** Hyphens, dashes and the minus sign, all meant as the hyphen of a number. */
const dashes = /[\u2010-\u2015\u2212]/gu;

function parseDigits(text: string, today: CalendarDate): ParsedPersonnummer {
  const [, front, sign, back] = /^(\d{2,8})([-+]?)(\d{4})$/u.exec(text) ?? [];
  if (front === undefined || back === undefined) return rejected('PERSONNUMMER_FORM');
  if (front.length === 8 || front.length === 6) return read(front, sign === '+', back, today);
  // 7 digits in front cannot come from a lost zero, and 2 leave no month.
  const restored = front.length < 6 && front.length > 2 ? front.padStart(6, '0') : null;
  const result = restored === null ? null : read(restored, false, back, today);
  const isSure = result?.kind === 'value' && result.value.warnings.length === 0;
  return isSure ? result : rejected('PERSONNUMMER_FORM');
}

function read(front: string, isHundred: boolean, back: string, today: CalendarDate): ParsedPersonnummer {
  const written = Number(front.slice(-2));
  // Day + 60 marks a samordningsnummer (lag 2022:1697).
  const isSamordningsnummer = written >= 60;
  const day = isSamordningsnummer ? written - 60 : written;
  const birth = birthOf(
    front.slice(0, -4),
    Number(front.slice(-4, -2)),
    day,
    isHundred,
    isSamordningsnummer,
    today,
  );
  if (birth.kind === 'rejected') return birth;
  const ten = front.slice(-6) + back;
  return value({
    idType: isSamordningsnummer ? 'SAMORDNINGSNUMMER' : 'PERSONNUMMER',
    canonical: String(birth.year).padStart(4, '0') + ten.slice(2),
    ...datesOf(birth),
    sex: sexOf(back.charAt(2)),
    warnings: hasCheckDigit(ten) ? [] : ['CHECK_DIGIT'],
    saysProtected: false,
  });
}

/**
 * Reservnummer for persons without number: `YYYYMMDD-T123` and `-TF10` as IVO
 * asks for them, `-X123` and `-0000` as some systems write. Never check-digited.
 * IVO puts the sex in the third of the four characters; the others say nothing of it.
 */
function parseReservnummer(text: string, today: CalendarDate): ParsedPersonnummer | null {
  const [, front, back] = /^(\d{8}|\d{6})-?(TF?\d{2,3}|X\d{3}|0000)$/u.exec(text) ?? [];
  if (front === undefined || back === undefined || back.length !== 4) return null;
  const birth = birthOf(
    front.slice(0, -4),
    Number(front.slice(-4, -2)),
    Number(front.slice(-2)),
    false,
    true,
    today,
  );
  if (birth.kind === 'rejected') return birth;
  return value({
    idType: 'RESERVNUMMER',
    canonical: `${birth.year}${front.slice(-4)}-${back}`,
    ...datesOf(birth),
    sex: back.startsWith('T') ? sexOf(back.charAt(2)) : 'OKAND',
    warnings: [],
    saysProtected: false,
  });
}

interface Birth {
  readonly kind: 'birth';
  readonly year: number;
  readonly date: CalendarDate | null;
}

function birthOf(
  yearText: string,
  month: number,
  day: number,
  isHundred: boolean,
  mayBePartial: boolean,
  today: CalendarDate,
): Birth | Extract<ParsedPersonnummer, { kind: 'rejected' }> {
  const year =
    yearText.length === 4
      ? Number(yearText)
      : yearOfTwoDigits(Number(yearText), month, day, isHundred ? endOfYear(today) : today) -
        (isHundred ? 100 : 0);
  if (year < 1800 || year > 2199) return rejected('PERSONNUMMER_DATE');
  const date = calendarDate(year, month, day);
  // Skatteverket leaves month and day out (00) where they are not known; its test data do so too.
  const isPartial = mayBePartial && (month === 0 || day === 0) && month <= 12 && day <= longest(year, month);
  if (date === null && !isPartial) return rejected('PERSONNUMMER_DATE');
  if (date === null ? year > Number(today.slice(0, 4)) : date > today) return rejected('PERSONNUMMER_FUTURE');
  return { kind: 'birth', year, date };
}

/** `+` belongs to the whole year in which the person turns 100, birthday or not. */
function endOfYear(date: CalendarDate): CalendarDate {
  return `${date.slice(0, 4)}-12-31`;
}

function longest(year: number, month: number): number {
  return month === 0 ? 31 : daysInMonth(year, month);
}

function datesOf(birth: Birth): Pick<PersonIdentity, 'birthDate' | 'birthYear'> {
  return { birthDate: birth.date, birthYear: birth.year };
}

function sexOf(digit: string): Sex {
  return Number(digit) % 2 === 0 ? 'KVINNA' : 'MAN';
}

/** Whether the last of ten digits is the check digit of the nine before it (Luhn, mod 10). */
export function hasCheckDigit(tenDigits: string): boolean {
  return checkDigitOf(tenDigits.slice(0, 9)) === Number(tenDigits.charAt(9));
}

/** The check digit that belongs behind nine digits YYMMDDNNN. */
export function checkDigitOf(nineDigits: string): number {
  const sum = [...nineDigits].reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
