import type { RowFilter, RowOrder, StatisticTable, TableColumn } from '@kommunhub/schema';
import { columnsOf } from '@kommunhub/schema';
import { rowFilterOf } from './filter/row-filter-of.js';
import { badInput, notSupported } from './odata-error.js';
import type { Resource } from './resource-path.js';

/** System options that are answered, and of which resources. */
const offered: Readonly<Record<string, readonly Resource['kind'][]>> = {
  $format: ['service', 'metadata', 'rows', 'row', 'property', 'count'],
  $select: ['rows', 'row'],
  $filter: ['rows', 'count'],
  // The number of rows is the same however they are sorted and cut (Protocol 11.2.9).
  $orderby: ['rows', 'count'],
  $top: ['rows', 'count'],
  $skip: ['rows', 'count'],
  $count: ['rows', 'count'],
  $skiptoken: ['rows'],
};

/** The options of an address, decoded. */
export interface RawOptions {
  /** System options by name, with the dollar; each stands once. */
  readonly system: ReadonlyMap<string, string>;
  /** Parameter aliases by name, with the at sign. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly custom: ReadonlyMap<string, string>;
  /** Every option by name as it was sent, to be sent again with a next link. */
  readonly sent: readonly (readonly [name: string, pair: string])[];
}

/**
 * Cuts a query string into its options.
 *
 * @throws ODataError BAD_INPUT for what is no query string or has a system option twice;
 *   NOT_SUPPORTED for system options that are not answered.
 */
export function rawOptionsOf(query: string, kind: Resource['kind']): RawOptions {
  const system = new Map<string, string>();
  const aliases = new Map<string, string>();
  const custom = new Map<string, string>();
  const sent: [string, string][] = [];
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decoded(equals === -1 ? pair : pair.slice(0, equals)).trim();
    const value = equals === -1 ? '' : decoded(pair.slice(equals + 1));
    if (name.startsWith('$')) addSystem(system, name, value, kind);
    else if (name.startsWith('@')) aliases.set(name, value);
    else custom.set(name, value);
    sent.push([name, pair]);
  }
  return { system, aliases, custom, sent };
}

function addSystem(system: Map<string, string>, name: string, value: string, kind: Resource['kind']): void {
  const kinds = Object.hasOwn(offered, name) ? offered[name] : undefined;
  if (kinds === undefined)
    throw notSupported('A system query option is not supported here.', knownOption(name));
  if (!kinds.includes(kind)) throw badInput(`${name} says nothing about this resource; leave it out.`, name);
  if (system.has(name)) throw badInput(`${name} stands more than once in the address.`, name);
  system.set(name, value);
}

/** Names of OData's own are repeated in an answer; what else a client calls an option is not. */
function knownOption(name: string): string {
  const known = [
    '$expand',
    '$search',
    '$apply',
    '$compute',
    '$levels',
    '$index',
    '$id',
    '$deltatoken',
    '$schemaversion',
  ];
  return known.includes(name) ? name : 'query';
}

/** What is asked of the rows of a table. */
export interface RowsQuestion {
  /** The columns to show, in the order of the table; null is all of them. */
  readonly select: readonly TableColumn[] | null;
  readonly filter: RowFilter | undefined;
  readonly orderBy: readonly RowOrder[];
  /** Rows at most; null is without end. */
  readonly top: number | null;
  readonly skip: number;
  readonly wantsCount: boolean;
}

/** @throws ODataError for an option that cannot be read, or names what the table does not have. */
export function rowsQuestionOf(table: StatisticTable, { system, aliases }: RawOptions): RowsQuestion {
  const columns = columnsOf(table);
  const filter = system.get('$filter');
  return {
    select: selected(system.get('$select'), columns),
    filter: filter === undefined ? undefined : rowFilterOf(filter, columns, aliases),
    orderBy: ordered(system.get('$orderby'), columns),
    top: numberOf(system, '$top'),
    skip: numberOf(system, '$skip') ?? 0,
    wantsCount: truthOf(system, '$count'),
  };
}

function selected(text: string | undefined, columns: readonly TableColumn[]): readonly TableColumn[] | null {
  if (text === undefined) return null;
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('*')) return null;
  const wanted = new Set(names.map((name) => columnNamed(columns, name, '$select').name));
  return columns.filter(({ name }) => wanted.has(name));
}

function ordered(text: string | undefined, columns: readonly TableColumn[]): readonly RowOrder[] {
  if (text === undefined) return [];
  return text.split(',').map((item) => {
    const [name = '', direction = 'asc', ...more] = item.trim().split(/[ \t]+/);
    if (more.length > 0 || !['asc', 'desc'].includes(direction))
      throw notSupported('$orderby takes properties, each with asc or desc.', '$orderby');
    return { column: columnNamed(columns, name, '$orderby').name, descending: direction === 'desc' };
  });
}

function columnNamed(columns: readonly TableColumn[], name: string, option: string): TableColumn {
  const column = columns.find((one) => one.name === name);
  if (column !== undefined) return column;
  if (/[()/]/.test(name)) throw notSupported(`${option} takes properties and nothing else.`, option);
  throw badInput(`${option} names a property that is not there; $metadata names those there are.`, option);
}

function numberOf(system: RawOptions['system'], option: '$top' | '$skip'): number | null {
  const text = system.get(option)?.trim();
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw badInput(`${option} is a whole number from 0 to 999999999.`, option);
  return Number(text);
}

function truthOf(system: RawOptions['system'], option: '$count'): boolean {
  const text = system.get(option)?.trim() ?? 'false';
  if (text !== 'true' && text !== 'false') throw badInput(`${option} is true or false.`, option);
  return text === 'true';
}

/** A plus sign is a space, as forms write it; no column holds a plus. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badInput('The query is not encoded as an address is (%HH, UTF-8).', 'query');
  }
}
