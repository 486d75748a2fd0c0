import { blank, type Parsed, rejected, value } from './parsed.js';
import { cleanText } from './text.js';

/**
 * An exact decimal number as text in one form: digits, a dot before decimals,
 * `-` before negative ones, no needless zeros. `37.5`, `-1234`, `0`.
 */
export type Decimal = string;

/** Decimals that a quantity holds: SEK have öre, hours four, rates six. */
export const decimalScales = { money: 2, hours: 4, rate: 6 } as const;

export interface DecimalOptions {
  /**
   * The decimal separator of the source. Without it numbers are read the
   * Swedish way, a dot being decimal where it cannot mean thousands; the one
   * text that could mean both, `1.234`, is refused rather than guessed.
   */
  readonly decimalSeparator?: ',' | '.';
  /** Refuses numbers with more decimals than the quantity holds. */
  readonly scale?: keyof typeof decimalScales;
}

type DecimalFault = 'DECIMAL_FORM' | 'DECIMAL_AMBIGUOUS' | 'DECIMAL_TOO_FINE' | 'NUMBER_ROUNDED';

const minus = '[-\\u2010\\u2011\\u2012\\u2013\\u2212]';
const affixes = new RegExp(
  `^(?<before>[+]|${minus})? ?(?<digits>\\d(?:.*\\d)?) ?(?<after>${minus})? ?(?<unit>kr\\.?|sek|:-|%)?$`,
  'u',
);

/**
 * Reads a number as Swedish exports write it: decimal comma, thousands parted
 * by space, apostrophe or dot, minus in front or behind, `kr` behind. A percent
 * sign divides by a hundred: `31,42 %` is 0.3142.
 */
export function parseDecimal(text: string, options: DecimalOptions = {}): Parsed<Decimal, DecimalFault> {
  const cleaned = cleanText(text).toLowerCase();
  if (cleaned === '') return blank;
  if (/^\S*\de[+-]?\d+$/u.test(cleaned)) return rejected('NUMBER_ROUNDED');
  const { before, digits, after, unit } = affixes.exec(cleaned)?.groups ?? {};
  if (digits === undefined || (before !== undefined && after !== undefined)) return rejected('DECIMAL_FORM');
  const read = separate(digits, options.decimalSeparator);
  if (typeof read === 'string') return rejected(read);
  const isNegative = (before ?? after ?? '+') !== '+';
  const number = unit === '%' ? percent(read) : read;
  const decimal = canonical(isNegative, number.whole, number.fraction);
  const decimals = decimal.split('.')[1]?.length ?? 0;
  if (options.scale !== undefined && decimals > decimalScales[options.scale]) {
    return rejected('DECIMAL_TOO_FINE');
  }
  return value(decimal);
}

interface Digits {
  readonly whole: string;
  readonly fraction: string;
}

const grouped = (separator: string) => `\\d{1,3}(?:${separator}\\d{3})+`;
const spaceOrApostrophe = "[ '\\u2019]";
const swedish = new RegExp(
  `^(?<whole>\\d+|${grouped(spaceOrApostrophe)}|${grouped('\\.')})(?:,(?<fraction>\\d+))?$`,
  'u',
);
const english = new RegExp(
  `^(?<whole>\\d+|${grouped(spaceOrApostrophe)}|${grouped(',')})(?:\\.(?<fraction>\\d+))?$`,
  'u',
);

function separate(digits: string, separator: ',' | '.' | undefined): Digits | DecimalFault {
  if (separator === undefined && /^[1-9]\d{0,2}\.\d{3}$/u.test(digits)) return 'DECIMAL_AMBIGUOUS';
  const forms = separator === ',' ? [swedish] : separator === '.' ? [english] : [swedish, english];
  for (const form of forms) {
    const { whole, fraction } = form.exec(digits)?.groups ?? {};
    // A thousands group cannot open with zero: 0.125 is a fraction.
    if (whole === undefined || /^0\d*\D/u.test(whole)) continue;
    return { whole: whole.replaceAll(/\D/gu, ''), fraction: fraction ?? '' };
  }
  return 'DECIMAL_FORM';
}

function percent({ whole, fraction }: Digits): Digits {
  const padded = whole.padStart(3, '0');
  return { whole: padded.slice(0, -2), fraction: padded.slice(-2) + fraction };
}

function canonical(isNegative: boolean, whole: string, fraction: string): Decimal {
  const integer = whole.replace(/^0+(?=\d)/u, '');
  const decimals = fraction.replace(/0+$/u, '');
  const size = decimals === '' ? integer : `${integer}.${decimals}`;
  return isNegative && size !== '0' ? `-${size}` : size;
}

/** Whether the text is a decimal in its one form. */
export function isDecimal(text: string): boolean {
  return /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/u.test(text);
}

/** Compares exactly: negative, zero or positive as the first is less than, equal to or greater than the second. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(decimalsOf(a), decimalsOf(b));
  const difference = unscaled(a, scale) - unscaled(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * The number with exactly that many decimals, as money is printed: `5000` is `5000.00`.
 *
 * @throws RangeError when the number has more decimals; nothing is rounded here.
 */
export function toFixedDecimal(decimal: Decimal, decimals: number): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  if (fraction.length > decimals) throw new RangeError(`A number has more than ${decimals} decimals.`);
  return decimals === 0 ? whole : `${whole}.${fraction.padEnd(decimals, '0')}`;
}

function decimalsOf(decimal: Decimal): number {
  return decimal.split('.')[1]?.length ?? 0;
}

function unscaled(decimal: Decimal, scale: number): bigint {
  return BigInt(toFixedDecimal(decimal, scale).replace('.', ''));
}
