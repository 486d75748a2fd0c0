import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Caller,
  columnsOf,
  ForbiddenError,
  HubError,
  keyReachesTable,
  mayAccess,
  NotFoundError,
  type ReleasedTables,
  type StatisticTable,
  statisticTableById,
} from '@kommunhub/schema';

/** What every door of the released tables is made of. */
export interface TablesDoor {
  readonly tables: ReleasedTables;
  /** Finds out who asks. @throws HubError UNAUTHENTICATED, RATE_LIMITED, FORBIDDEN, PURPOSE_REQUIRED. */
  identify(request: IncomingMessage, operationName: string | null, door: 'tables'): Promise<Caller>;
  /** The address by which the client reaches the hub, without a path. */
  addressOf(request: IncomingMessage): string;
}

/**
 * Who asks for released tables: a BI key, or anybody whose role reads them.
 *
 * @throws HubError UNAUTHENTICATED, RATE_LIMITED, FORBIDDEN or PURPOSE_REQUIRED.
 */
export async function readerOf(door: TablesDoor, request: IncomingMessage): Promise<Caller> {
  const caller = await door.identify(request, null, 'tables').catch((error: unknown) => {
    // Who sent nothing is told what is sent here, which is not what the graph asks for.
    const isStranger = error instanceof HubError && error.code === 'UNAUTHENTICATED';
    throw isStranger && request.headers.authorization === undefined ? keyWanted(error) : error;
  });
  const verdict = mayAccess(caller, 'RELEASED_TABLES');
  if (!verdict.allowed) throw new HubError(verdict.code, 'The role of the caller reads no released tables.');
  return caller;
}

function keyWanted(cause: HubError): HubError {
  const message =
    'Send a BI key: Basic with its id and secret, or "Bearer <id>.<secret>"; the operator makes one with "npx kommunhub key create --role bi".';
  return new HubError('UNAUTHENTICATED', message, { cause });
}

/**
 * The table of the id, which the caller may read.
 *
 * @throws NotFoundError where there is no such table; ForbiddenError where the key was made for others.
 */
export function tableFor(caller: Caller, id: string): StatisticTable {
  const table = knownTable(id);
  if (!keyReachesTable(caller, table.id))
    throw new ForbiddenError('The key was made for other tables; ask for one that reaches this one.');
  return table;
}

/** @throws NotFoundError where there is no table of the id. */
export function knownTable(id: string): StatisticTable {
  const table = statisticTableById(id);
  if (table === undefined) throw new NotFoundError('There is no table of that id; see /statistics/.');
  return table;
}

/**
 * The tag of an answer from a table: another one when the releases, the
 * question or the table's own columns are others.
 */
export async function entityTagOf(
  { tables }: TablesDoor,
  table: StatisticTable,
  question: readonly string[],
): Promise<string> {
  const parts = [await tables.stateOf(table.id), columnsOf(table), question];
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
  return `"${hash.slice(0, 27)}"`;
}

/** Whether the client holds the answer of the tag already (RFC 9110, 13.1.2: compared weakly). */
export function isHeld({ headers }: Pick<IncomingMessage, 'headers'>, tag: string): boolean {
  const held = headers['if-none-match'];
  if (held === undefined) return false;
  const bare = (one: string) => one.trim().replace(/^W\//, '');
  return held.trim() === '*' || held.split(',').some((one) => bare(one) === bare(tag));
}

/** What an answer from a table says to caches: keep it for who asked, and ask again before it is used. */
export function setCaching(response: ServerResponse, tag: string): void {
  response.setHeader('etag', tag);
  response.setHeader('cache-control', 'private, no-cache');
  response.setHeader('vary', 'authorization');
}

/** Whether the method reads; the doors of tables know no other. */
export function isRead({ method }: Pick<IncomingMessage, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Tells the client by which ways it can say who it is; a browser asks for key id and secret. */
export function setChallenge(response: ServerResponse): void {
  response.setHeader('www-authenticate', ['Basic realm="kommunhub", charset="UTF-8"', 'Bearer']);
}
