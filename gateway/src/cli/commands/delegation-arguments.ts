import { isCalendarDate, kommunByCode, parseDecimal } from '@kommunhub/schema';
import { InvalidArgumentError } from 'commander';

/** Arguments of the delegation commands: what is not one is told with what is. */

export function date(text: string): string {
  if (!isCalendarDate(text)) throw new InvalidArgumentError('Skriv en dag som finns, ÅÅÅÅ-MM-DD.');
  return text;
}

export function kommun(text: string): string {
  if (kommunByCode(text) === undefined) throw new InvalidArgumentError('Ingen kommun har koden.');
  return text;
}

export function decimal(text: string): string {
  const read = parseDecimal(text);
  if (read.kind !== 'value' || read.value.startsWith('-')) throw new InvalidArgumentError('Skriv ett tal.');
  return read.value;
}

export function whole(text: string): number {
  if (!/^\d{1,4}$/u.test(text)) throw new InvalidArgumentError('Skriv ett helt tal.');
  return Number(text);
}
