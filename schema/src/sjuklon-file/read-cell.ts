import { kommunByCode, kommuner } from '../reference/index.js';
import { sjuklonDocuments } from '../sjuklon/index.js';
import type { ClaimColumn } from './claim-columns.js';
import type { FormFaultCode } from './file-faults.js';

/** What a cell says in the form of a claim, or what is wrong with it; undefined for an empty cell. */
export type ReadCell = { readonly value: unknown } | { readonly fault: FormFaultCode } | undefined;

/**
 * Reads the text of a cell as people write it: decimal comma, `8:00`, Ja. What
 * has no such form is handed on as it stands, for the check of the claim to say
 * what is wrong with it.
 */
export function readCell(column: ClaimColumn, cell: string): ReadCell {
  const text = cell.normalize('NFC').trim();
  if (text === '') return undefined;
  switch (column.kind) {
    case 'choice':
      return choice(column.choices ?? {}, text);
    case 'date':
      return { value: text.replace(/^(\d{4})[./]?(\d\d)[./]?(\d\d)(?: 00:00:00)?$/u, '$1-$2-$3') };
    case 'decimal':
      return { value: decimal(text) };
    case 'documents':
      return { value: documents(text) };
    case 'integer':
      return { value: /^\d{1,9}$/u.test(text) ? Number(text) : text };
    case 'kommun':
      return kommun(text);
    case 'percent':
      return percent(text, column.leastPercent ?? 0);
    case 'time':
      return { value: time(text) };
    case 'yesNo':
      return yesNo(text);
    default:
      return { value: text };
  }
}

const folded = (text: string) => text.toLocaleLowerCase('sv').replaceAll(/\s+/gu, ' ');

function choice(choices: Readonly<Record<string, string>>, text: string): ReadCell {
  const found = Object.entries(choices).find(
    ([code, name]) => code === text || folded(name) === folded(text),
  );
  return found === undefined ? { fault: 'CODE_UNKNOWN' } : { value: found[0] };
}

/** `1 234,50` is 1234.50; spaces part thousands and a minus may be typographic. */
function decimal(text: string): string {
  return text
    .replaceAll(/[\s\u00a0\u202f]/gu, '')
    .replace(/^[\u2212\u2013]/u, '-')
    .replace(',', '.');
}

/** Percent as a share of 1, by moving the point: exact whatever the digits. */
function percent(text: string, least: number): ReadCell {
  const plain = decimal(text.replace(/%$/u, ''));
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d{1,9})(?:\.(\d{1,20}))?$/u.exec(plain) ?? [];
  if (sign === undefined) return { value: plain };
  const size = Number(plain);
  // Excel shows 12 % and hands over 0,12: read as it stands it would be a hundredth.
  if (size > 0 && size < least) return { fault: 'PERCENT_FORM' };
  const digits = whole.padStart(3, '0');
  return {
    value: `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`
      .replace(/0+$/u, '')
      .replace(/\.$/u, ''),
  };
}

/** `8:00`, `08.00` and Excel's `08:00:00` are all 08:00. */
function time(text: string): string {
  const [, hours, minutes] = /^(\d{1,2})[:.](\d\d)(?::00)?$/u.exec(text) ?? [];
  return hours === undefined ? text : `${hours.padStart(2, '0')}:${minutes}`;
}

function yesNo(text: string): ReadCell {
  const said = folded(text);
  if (['ja', 'j', 'sant', 'x', '1'].includes(said)) return { value: true };
  if (['nej', 'n', 'falskt', '0'].includes(said)) return { value: false };
  return { fault: 'YES_NO' };
}

function documents(text: string): readonly string[] {
  const items = text.split(/[,;\n]/u).map((item) => item.trim());
  return items
    .filter((item) => item !== '')
    .map((item) => {
      const known = Object.entries(sjuklonDocuments).find(
        ([code, name]) => folded(code) === folded(item) || folded(name) === folded(item),
      );
      return known?.[0] ?? item;
    });
}

function kommun(text: string): ReadCell {
  // Excel takes the zero of 0781 unless the cell is text.
  const code = /^\d{3}$/u.test(text) ? `0${text}` : text;
  const plain = folded(text).replace(/ kommun$/u, '');
  const found = kommunByCode(code) ?? kommuner.find(({ name }) => folded(name) === plain);
  return found === undefined ? { fault: 'KOMMUN_UNKNOWN' } : { value: found.code };
}
