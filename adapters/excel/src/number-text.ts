import { addDays } from '@kommunhub/schema';
import type { NumberForm } from './number-forms.js';

/**
 * The text of a number as a person reads it in the sheet, with a decimal comma
 * and never as 1,98112E+11; null when Excel itself has lost digits of it.
 */
export function numberText(number: number, form: NumberForm, is1904: boolean): string | null {
  if (!Number.isFinite(number)) return null;
  switch (form.kind) {
    case 'date':
      return dateText(number, is1904);
    case 'time':
      return number >= 0 && number < 1 ? clock(number) : dateText(number, is1904);
    case 'duration':
      return durationText(number);
    case 'digits':
      return digitsText(number, form.pattern) ?? plainText(number);
    case 'number':
      return plainText(number);
  }
}

/** Excel keeps fifteen digits: beyond them two numbers that differ look alike. */
const mostDigits = 15;

function plainText(number: number): string | null {
  if (Math.abs(number) >= 10 ** mostDigits) return null;
  // Fifteen digits take away the noise of floating point: 0.30000000000000004 is 0,3.
  const rounded = Number(number.toPrecision(mostDigits));
  const text = Math.abs(rounded) < 1e-6 ? rounded.toFixed(20).replace(/\.?0+$/, '') : String(rounded);
  const [whole = '0', fraction] = text.split('.');
  if (fraction === undefined) return whole === '-0' ? '0' : whole;
  // With three decimals a comma could be read as parting thousands: 1,2340 cannot.
  return `${whole},${fraction.length === 3 ? `${fraction}0` : fraction}`;
}

function digitsText(number: number, pattern: string): string | null {
  if (!Number.isSafeInteger(number) || number < 0 || number >= 10 ** mostDigits) return null;
  const wanted = pattern.replace(/[^0]/g, '').length;
  const digits = String(number).padStart(wanted, '0');
  let next = digits.length - wanted;
  const shown = [...pattern].map((sign) => (sign === '0' ? digits.charAt(next++) : sign));
  return digits.slice(0, digits.length - wanted) + shown.join('');
}

const pad = (part: number) => String(part).padStart(2, '0');
const secondsOfDay = 86_400;

function clock(fraction: number): string {
  const seconds = Math.round(fraction * secondsOfDay) % secondsOfDay;
  const minutes = Math.floor(seconds / 60);
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
}

function durationText(number: number): string {
  const minutes = Math.round(Math.abs(number) * 24 * 60);
  return `${number < 0 ? '-' : ''}${Math.floor(minutes / 60)}:${pad(minutes % 60)}`;
}

/** 9999-12-31 in the two systems. */
const lastDay = { from1900: 2_958_465, from1904: 2_957_003 };

/** `2024-10-01`, with the time of day where there is one. */
function dateText(serial: number, is1904: boolean): string | null {
  // A formula over an empty cell gives 0, which Excel shows as 1900-01-00: no date.
  if (serial === 0 && !is1904) return '';
  const seconds = Math.round(serial * secondsOfDay);
  const days = Math.floor(seconds / secondsOfDay);
  if (serial < 0 || days > (is1904 ? lastDay.from1904 : lastDay.from1900)) return plainText(serial);
  const date = dayOf(days, is1904);
  const rest = seconds - days * secondsOfDay;
  return rest === 0 ? date : `${date} ${clock(rest / secondsOfDay)}`;
}

function dayOf(days: number, is1904: boolean): string {
  if (is1904) return addDays('1904-01-01', days);
  // Excel counts 29 February 1900, which was not: before it the days lie one further on.
  return addDays('1899-12-30', days < 60 ? days + 1 : days);
}
