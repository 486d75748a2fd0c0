import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import {
  columnsOf,
  lastDayOf,
  NotFoundError,
  parsePeriod,
  type ReleasedPage,
  type ReleasedTables,
  referenceOf,
  type StatisticTable,
} from '@kommunhub/schema';
import { entityTagOf, isHeld, readerOf, setCaching, type TablesDoor, tableFor } from '../tables-door.js';
import { type CsvQuestion, readQuestion } from './csv-question.js';
import { dialects } from './dialect.js';
import { printHeader, rowPrinter } from './print-row.js';

/** So many rows lie in memory at once. */
const pageRows = 2_000;

/**
 * Answers with a table as a file of CSV, read and sent page by page: all rows
 * that the address asks for, of one state of the releases. A file that cannot
 * be read to its end is cut off with its connection, so that none looks whole.
 *
 * @throws HubError for who may not read the table, and for what is wrong with the question.
 */
export async function answerCsv(
  door: TablesDoor,
  tableId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const caller = await readerOf(door, request);
  const table = tableFor(caller, tableId);
  const parameters = new URL(request.url ?? '', 'http://hub').searchParams;
  const question = readQuestion(table, parameters);
  const fileName = await fileNameOf(door.tables, table, question);
  parameters.sort();
  // The tag before the rows: if a release comes between, the client only asks once more than it had to.
  const tag = await entityTagOf(door, table, ['csv', String(parameters)]);
  setCaching(response, tag);
  if (isHeld(request, tag)) {
    response.writeHead(304).end();
    return;
  }
  // What is wrong is told while the status can still say so.
  const first = await door.tables.read({ ...question.query, limit: pageRows });
  response.writeHead(200, {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${fileName}"`,
  });
  if (request.method === 'HEAD') response.end();
  else await send(request, response, textOf(door.tables, table, question, first));
}

async function send(
  { socket }: IncomingMessage,
  response: ServerResponse,
  text: AsyncIterable<string>,
): Promise<void> {
  let failure: unknown;
  const watched = async function* () {
    try {
      yield* text;
    } catch (error) {
      failure = error;
      // To a proxy that speaks HTTP/1.0 a connection that merely ends is a file that is whole.
      if (!('encrypted' in socket)) socket.resetAndDestroy();
      throw error;
    }
  };
  try {
    await pipeline(watched, response);
  } catch {
    // A client that has gone away has ended the reading too; that is nobody's fault.
    if (failure !== undefined) throw failure;
  }
}

/** The file in pieces of one page. */
async function* textOf(
  tables: ReleasedTables,
  table: StatisticTable,
  { dialect: name, header, query }: CsvQuestion,
  first: ReleasedPage,
): AsyncGenerator<string> {
  const dialect = dialects[name];
  const columns = columnsOf(table);
  const print = rowPrinter(columns, dialect);
  yield printHeader(columns, header, dialect);
  for (let page = first; ; ) {
    if (page.rows.length > 0) yield page.rows.map(print).join('');
    if (page.next === null) return;
    page = await tables.read({ ...query, limit: pageRows, after: page.next });
  }
}

/**
 * The name under which the file is saved: table and newest period in it.
 *
 * @throws NotFoundError where the release asked for is none of the table's.
 */
async function fileNameOf(
  tables: ReleasedTables,
  table: StatisticTable,
  { query: { release }, periods }: CsvQuestion,
): Promise<string> {
  const releases = await tables.releases(table.id);
  if (release !== undefined && !releases.some(({ id }) => id === release))
    throw new NotFoundError('The table has no release of that id; see /statistics/dictionary.json.');
  const newest = releases
    .filter(
      ({ id, period }) => (release === undefined || id === release) && (periods?.includes(period) ?? true),
    )
    .map(({ period }) => ({ period, ends: endOf(table, period) }))
    .sort((one, other) => one.ends.localeCompare(other.ends) || one.period.localeCompare(other.period))
    .at(-1);
  return ['kommunhub', table.id, ...(newest === undefined ? [] : [newest.period])].join('-').concat('.csv');
}

function endOf({ timing }: StatisticTable, text: string): string {
  const period = parsePeriod(text);
  return period === null ? '' : lastDayOf(referenceOf(timing, period));
}
