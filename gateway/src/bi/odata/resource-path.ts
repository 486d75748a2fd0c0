import { NotFoundError } from '@kommunhub/schema';
import { badInput, notSupported } from './odata-error.js';

/** What an address below the service root names (URL Conventions 4). */
export type Resource =
  | { readonly kind: 'service' }
  | { readonly kind: 'metadata' }
  | { readonly kind: 'rows'; readonly table: string }
  | { readonly kind: 'count'; readonly table: string }
  | { readonly kind: 'row'; readonly table: string; readonly key: string }
  | {
      readonly kind: 'property';
      readonly table: string;
      readonly key: string;
      readonly property: string;
      /** Whether the value itself is asked for, without any wrapping. */
      readonly isRaw: boolean;
    };

const keyForm = /^([A-Za-z_]\w*)\((?:rad=)?'((?:[^']|'')*)'\)$/;

/**
 * Reads the path after the service root, as it was sent: segments are cut
 * before they are decoded, so that a key may hold a slash.
 *
 * @throws NotFoundError for what names nothing; ODataError for what is no path, or one that is not offered.
 */
export function resourceOf(path: string): Resource {
  const segments = path.split('/').map(decoded);
  if (segments.length > 1 && segments.at(-1) === '') segments.pop();
  const [first = '', ...rest] = segments;
  if (first === '') {
    if (rest.length === 0) return { kind: 'service' };
    throw nothingThere();
  }
  if (first.startsWith('$')) return ofService(first, rest);
  const [, table, key] = keyForm.exec(first) ?? [];
  if (table !== undefined && key !== undefined) return ofRow(table, key.replaceAll("''", "'"), rest);
  if (first.includes('(')) throw badInput("The key is one text between quotes, as insatser('…').", 'rad');
  return ofRows(first, rest);
}

function ofService(first: string, rest: readonly string[]): Resource {
  if (first === '$metadata' && rest.length === 0) return { kind: 'metadata' };
  if (['$batch', '$entity', '$all', '$id'].includes(first) || first.startsWith('$crossjoin('))
    throw notSupported('Of resources, entity sets, entities and properties are offered.', 'path');
  throw nothingThere();
}

function ofRows(table: string, [next, ...more]: readonly string[]): Resource {
  if (next === undefined) return { kind: 'rows', table };
  if (next === '$count' && more.length === 0) return { kind: 'count', table };
  if (next.startsWith('$')) throw notSupported('Of an entity set, /$count is offered.', 'path');
  throw nothingThere();
}

function ofRow(table: string, key: string, [property, ...more]: readonly string[]): Resource {
  if (property === undefined) return { kind: 'row', table, key };
  if (property.startsWith('$')) throw notSupported('Of an entity, its properties are offered.', 'path');
  const [suffix, ...beyond] = more;
  if (beyond.length > 0) throw nothingThere();
  if (suffix === undefined) return { kind: 'property', table, key, property, isRaw: false };
  if (suffix === '$value') return { kind: 'property', table, key, property, isRaw: true };
  if (suffix.startsWith('$')) throw notSupported('Of a property, /$value is offered.', 'path');
  throw nothingThere();
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badInput('The path is not encoded as an address is (%HH, UTF-8).', 'path');
  }
}

function nothingThere(): NotFoundError {
  return new NotFoundError('The address names nothing; the service document tells what there is.');
}
