import {
  columnsOf,
  NotFoundError,
  type ReleasedPage,
  type ReleasedQuery,
  type ReleasedTables,
  type StatisticTable,
  type TableId,
} from '@kommunhub/schema';
import { type Answer, nothing, text } from './answer.js';
import { type MediaType, printMediaType } from './media-type.js';
import { badInput } from './odata-error.js';
import type { ODataRequest } from './odata-request.js';
import { nextLink, pageWishOf } from './paging.js';
import { pathOfRow, printValue, rowPrinter } from './print-rows.js';
import { type RawOptions, type RowsQuestion, rowsQuestionOf } from './query-options.js';

/** A page of a table (Protocol 11.2.5), with the address of the next one. */
export async function answerPage(
  asked: ODataRequest,
  table: StatisticTable,
  media: MediaType,
): Promise<Answer> {
  const question = rowsQuestionOf(table, asked.options);
  const scope = await scopeOf(asked, table);
  const wish = pageWishOf(asked.request, asked.options);
  const limit = Math.min(wish.rows, question.top ?? wish.rows);
  const { page, count } = await pageAndCount(asked.tables, table.id, question.wantsCount, {
    ...scope,
    ...filterOf(question),
    ...{ orderBy: question.orderBy, skip: question.skip, limit },
    ...(wish.after !== null && { after: wish.after }),
  });
  const left = question.top === null ? null : question.top - page.rows.length;
  const next = page.next === null || left === 0 ? null : { rows: wish.rows, after: page.next, left };
  const print = rowPrinter(table, question.select ?? columnsOf(table), media);
  const members = [
    ...(media.control === 'none' ? [] : [context(asked, `${table.id}${selection(question)}`)]),
    ...(count === null ? [] : [`"@odata.count":${media.isExact ? `"${count}"` : count}`]),
    `"value":[${page.rows.map((row) => print(row)).join(',\n')}]`,
    ...(next === null
      ? []
      : [`"@odata.nextLink":${JSON.stringify(nextLink(`${asked.root}${table.id}`, asked.options, next))}`]),
  ];
  return {
    ...{ status: 200, type: printMediaType(media), body: `{${members.join(',\n')}}` },
    headers: wish.preference === null ? {} : { 'preference-applied': `${wish.preference}=${wish.rows}` },
  };
}

/** So often is a page read again because a release came between it and the total. */
const attempts = 3;

/** A page and, where it is wanted, the total: of one state of the releases. */
async function pageAndCount(
  tables: ReleasedTables,
  table: TableId,
  wantsCount: boolean,
  query: ReleasedQuery,
): Promise<{ readonly page: ReleasedPage; readonly count: number | null }> {
  const read = (): Promise<ReleasedPage> =>
    query.limit === 0 ? Promise.resolve({ rows: [], next: null }) : tables.read(query);
  if (!wantsCount) return { page: await read(), count: null };
  for (let attempt = 1; ; attempt += 1) {
    const before = await tables.stateOf(table);
    const [count, page] = [await tables.count(query), await read()];
    if (attempt === attempts || (await tables.stateOf(table)) === before) return { page, count };
  }
}

/** How many rows there are (Protocol 11.2.9). */
export async function answerCount(asked: ODataRequest, table: StatisticTable): Promise<Answer> {
  const question = rowsQuestionOf(table, asked.options);
  const count = await asked.tables.count({ ...(await scopeOf(asked, table)), ...filterOf(question) });
  return { status: 200, type: text, body: String(count) };
}

/** One row by its key (Protocol 11.2.2). */
export async function answerRow(
  asked: ODataRequest,
  table: StatisticTable,
  key: string,
  media: MediaType,
): Promise<Answer> {
  const question = rowsQuestionOf(table, asked.options);
  const row = await rowOf(asked, table, key);
  const print = rowPrinter(table, question.select ?? columnsOf(table), media);
  const place = `${table.id}${selection(question)}/$entity`;
  const body = print(row, media.control === 'none' ? [] : [context(asked, place)]);
  return { status: 200, type: printMediaType(media), body };
}

/** One property of a row, wrapped or bare (Protocol 11.2.3). */
export async function answerProperty(
  asked: ODataRequest,
  table: StatisticTable,
  { key, property, isRaw }: { readonly key: string; readonly property: string; readonly isRaw: boolean },
  media: MediaType,
): Promise<Answer> {
  const column = columnsOf(table).find(({ name }) => name === property);
  if (column === undefined) throw new NotFoundError('The entity has no such property; see $metadata.');
  const value = (await rowOf(asked, table, key))[column.name] ?? null;
  if (value === null) return nothing;
  if (isRaw) return { status: 200, type: text, body: String(value) };
  const members = [
    ...(media.control === 'none' ? [] : [context(asked, `${pathOfRow(table, key)}/${column.name}`)]),
    `"value":${printValue(column, value, media)}`,
  ];
  return { status: 200, type: printMediaType(media), body: `{${members.join(',')}}` };
}

async function rowOf(asked: ODataRequest, table: StatisticTable, key: string) {
  const filter = { op: 'eq', column: 'rad', value: key } as const;
  const { rows } = await asked.tables.read({ ...(await scopeOf(asked, table)), filter, limit: 1 });
  const [row] = rows;
  if (row === undefined) throw new NotFoundError('The table has no row of that key.');
  return row;
}

type Scope = Pick<ReleasedQuery, 'table' | 'release' | 'allowPartial'>;

/** Which releases the question is about, and whether partial sums are wanted: options of this service's own. */
async function scopeOf({ options, tables }: ODataRequest, table: StatisticTable): Promise<Scope> {
  const release = options.custom.get('release');
  if (release !== undefined && !(await tables.releases(table.id)).some(({ id }) => id === release))
    throw new NotFoundError('The table has no release of that id; see /statistics/dictionary.json.');
  return {
    table: table.id,
    ...(release !== undefined && { release }),
    ...(allowsPartial(options) && { allowPartial: true }),
  };
}

function allowsPartial({ custom }: RawOptions): boolean {
  const value = custom.get('allowPartial') ?? 'false';
  if (value !== 'true' && value !== 'false') throw badInput('allowPartial is true or false.', 'allowPartial');
  return value === 'true';
}

function filterOf({ filter }: RowsQuestion): Pick<ReleasedQuery, 'filter'> {
  return filter === undefined ? {} : { filter };
}

function selection({ select }: RowsQuestion): string {
  return select === null ? '' : `(${select.map(({ name }) => name).join(',')})`;
}

function context({ root }: ODataRequest, place: string): string {
  return `"@odata.context":${JSON.stringify(`${root}$metadata#${place}`)}`;
}
