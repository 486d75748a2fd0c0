import { addDays, type CalendarDate, calendarDate, dayInStockholm } from './calendar.js';
import { blank, type Parsed, type Rejected, rejected, value } from './parsed.js';
import { cleanText } from './text.js';
import { yearOfTwoDigits } from './two-digit-year.js';

export interface DateOptions {
  /** The day the delivery is read: the pivot of two-digit years. */
  readonly today: CalendarDate;
  /**
   * How two-digit years are read. `past`: the latest day that is not after
   * `today`, as in a personnummer. `near`: within 50 years on either side, for
   * columns whose dates may lie ahead (Gäller till).
   */
  readonly twoDigitYears?: 'past' | 'near';
  /** Takes the day of a cell with a time of day; otherwise only midnight is let through. */
  readonly dropTime?: boolean;
}

type DateFault = 'DATE_FORM' | 'DATE_IMPOSSIBLE' | 'DATE_HAS_TIME';

/** `open`: the cell says "no end" with a date that systems put there instead of nothing. */
export type ParsedDate = Parsed<CalendarDate, DateFault> | { readonly kind: 'open' };

const open = Object.freeze({ kind: 'open' } as const);
const openEnds: ReadonlySet<CalendarDate> = new Set(['9999-12-31', '2099-12-31', '1900-01-01', '0001-01-01']);

const months: ReadonlyMap<string, number> = new Map(
  [
    ['jan', 'januari', 'january'],
    ['feb', 'februari', 'february'],
    ['mar', 'mars', 'march'],
    ['apr', 'april'],
    ['maj', 'may'],
    ['jun', 'juni', 'june'],
    ['jul', 'juli', 'july'],
    ['aug', 'augusti', 'august'],
    ['sep', 'sept', 'september'],
    ['okt', 'oktober', 'oct', 'october'],
    ['nov', 'november'],
    ['dec', 'december'],
  ].flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/**
 * Reads a date in every form that exports are known to write.
 *
 * Day stands before month (`01/10/2024` is 1 October). Five digits are an
 * Excel serial of the 1900 system, six are YYMMDD. An instant with an offset is
 * read as the day it is in Stockholm.
 */
export function parseDate(text: string, options: DateOptions): ParsedDate {
  const cleaned = cleanText(text).toLowerCase();
  if (cleaned === '') return blank;
  const split = splitTime(cleaned, options.dropTime ?? false);
  if (split.kind === 'rejected') return split;
  const day = split.value;
  const date = [numericDate(day, options), excelDate(day), writtenDate(day)].find(
    (read) => read !== undefined,
  );
  if (date === undefined) return rejected('DATE_FORM');
  if (date === null) return rejected('DATE_IMPOSSIBLE');
  if (openEnds.has(date)) return open;
  // Nothing in social services is dated outside these centuries; such a year is a slip of the hand.
  return date < '1800-01-01' || date > '2199-12-31' ? rejected('DATE_IMPOSSIBLE') : value(date);
}

const withTime =
  /^(?<day>.*\d)(?:t| )(?<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?)(?<offset>z|[+-]\d{2}:?\d{2})?$/u;

/** Takes off a time of day; one other than midnight only when told to. */
function splitTime(
  text: string,
  dropTime: boolean,
): { readonly kind: 'value'; readonly value: string } | Rejected<DateFault> {
  const { day, time, offset } = withTime.exec(text)?.groups ?? {};
  if (day === undefined || time === undefined) return value(text);
  const isMidnight = /^[0:.,]+$/u.test(time);
  if (offset !== undefined) return splitInstant(text, dropTime);
  return isMidnight || dropTime ? value(day) : rejected('DATE_HAS_TIME');
}

function splitInstant(text: string, dropTime: boolean): ReturnType<typeof splitTime> {
  const iso = text.toUpperCase().replace(' ', 'T').replace(',', '.');
  const instant = new Date(iso.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'));
  if (Number.isNaN(instant.getTime())) return rejected('DATE_IMPOSSIBLE');
  // Open ends stand in the years 1 and 9999, where the offset may carry them over the edge.
  if (instant.getUTCFullYear() < 2 || instant.getUTCFullYear() > 9998) return value(text.slice(0, 10));
  const day = dayInStockholm(instant);
  const isMidnight = dayInStockholm(new Date(instant.getTime() - 1)) !== day;
  return isMidnight || dropTime ? value(day) : rejected('DATE_HAS_TIME');
}

const numericForms: readonly {
  readonly form: RegExp;
  readonly order: 'ymd' | 'dmy';
}[] = [
  { form: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/u, order: 'ymd' },
  { form: /^(\d{4})()(\d{2})(\d{2})$/u, order: 'ymd' },
  { form: /^(\d{2})(-)(\d{2})-(\d{2})$/u, order: 'ymd' },
  { form: /^(\d{2})()(\d{2})(\d{2})$/u, order: 'ymd' },
  { form: /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/u, order: 'dmy' },
  { form: /^(\d{1,2})(\/)(\d{1,2}) (\d{4})$/u, order: 'dmy' },
];

/** The date, null when there is no such day, undefined when the text has another form. */
function numericDate(text: string, options: DateOptions): CalendarDate | null | undefined {
  for (const { form, order } of numericForms) {
    const [, first, , month, last] = form.exec(text) ?? [];
    if (first === undefined || last === undefined) continue;
    const [year, day] = order === 'ymd' ? [first, last] : [last, first];
    const fullYear = year.length === 2 ? fullYearOf(year, Number(month), Number(day), options) : Number(year);
    return calendarDate(fullYear, Number(month), Number(day));
  }
  return undefined;
}

function fullYearOf(year: string, month: number, day: number, options: DateOptions): number {
  const past = yearOfTwoDigits(Number(year), month, day, options.today);
  if (options.twoDigitYears !== 'near') return past;
  return Number(options.today.slice(0, 4)) - past >= 50 ? past + 100 : past;
}

/** An Excel serial of five digits: 10000 is 1927-05-18, 73050 is 2099-12-31. */
function excelDate(text: string): CalendarDate | undefined {
  const [, serial] = /^([1-9]\d{4})(?:[.,]0+)?$/u.exec(text) ?? [];
  // Day 0 is 1899-12-30 because Excel counts 29 February 1900, which was not.
  return serial === undefined ? undefined : addDays('1899-12-30', Number(serial));
}

/** `1 okt 2024`, `den 1 oktober 2024`. */
function writtenDate(text: string): CalendarDate | null | undefined {
  const [, day, name, year] = /^(?:den )?(\d{1,2})[ -](\p{L}{3,9})\.?[ -](\d{4})$/u.exec(text) ?? [];
  const month = months.get(name ?? '');
  return month === undefined ? undefined : calendarDate(Number(year), month, Number(day));
}
