import type { PlainValue } from './table-spec.js';

const special = /[\\\t\n\r\0]/g;
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  // PostgreSQL's text cannot hold NUL.
  '\0': '\u{FFFD}',
};

export const COPY_NULL = '\\N';

/** A text as a field of COPY's text format. */
export function copyText(text: string): string {
  return text.replace(special, (character) => escapes[character]!);
}

/** Bytes as a bytea field of COPY's text format. */
export function copyBytes(bytes: Buffer): string {
  return `\\\\x${bytes.toString('hex')}`;
}

/** A plain value as a field for a column of the SQL type. */
export function copyPlain(type: string, value: PlainValue | undefined): string {
  if (value === null || value === undefined) return COPY_NULL;
  if (typeof value === 'string' && !type.startsWith('json')) return copyText(value);
  if (type.endsWith('[]')) return copyText(arrayLiteral(value as readonly string[]));
  if (type.startsWith('json')) return copyText(JSON.stringify(value));
  return copyText(String(value));
}

function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
