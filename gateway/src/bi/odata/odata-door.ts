import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Caller, HubError, keyReachesTable, statisticTables } from '@kommunhub/schema';
import type { ReportUnexpected } from '../../errors/format-error.js';
import type { Handler } from '../../http/hub-server.js';
import { statusOf } from '../../http/refusal.js';
import { RateLimitedError } from '../../identity/rate-limits.js';
import {
  entityTagOf,
  isHeld,
  isRead,
  readerOf,
  setCaching,
  setChallenge,
  type TablesDoor,
  tableFor,
} from '../tables-door.js';
import type { Answer } from './answer.js';
import { answerCount, answerPage, answerProperty, answerRow } from './answer-rows.js';
import { compressed, takesGzip } from './compressed.js';
import { assertTakesText, assertTakesXml, jsonFor, printMediaType } from './media-type.js';
import { printMetadata } from './metadata-document.js';
import { notSupported, ODataError, printError } from './odata-error.js';
import { addressRead, type ODataRequest, servicePath } from './odata-request.js';
import { assertVersion, version } from './protocol-version.js';
import { printServiceDocument } from './service-document.js';

/** How an answer is had, once it is known that the client does not hold it. */
interface Prepared {
  readonly tag: string;
  answer(): Promise<Answer>;
}

/**
 * The door of OData 4.0: the released tables, to be read and nothing else.
 * Every answer, refusals too, is in the form that OData gives it.
 */
export function createODataDoor(door: TablesDoor, report: ReportUnexpected): Handler {
  return async (request, response) => {
    response.setHeader('OData-Version', version);
    try {
      await answerRequest(door, request, response);
    } catch (error) {
      refuse(response, error instanceof HubError ? error : unexpected(error, report));
    }
  };
}

async function answerRequest(
  door: TablesDoor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? '';
  if (!isRead(request)) throw refusalOfWriting(url);
  // Who asks comes first: strangers learn nothing of what is wrong with their question.
  const caller = await readerOf(door, request);
  assertVersion(request);
  const root = `${door.addressOf(request)}${servicePath}`;
  const asked = { request, caller, tables: door.tables, root, ...addressRead(url) };
  const { tag, answer } = await prepared(door, asked);
  setCaching(response, tag);
  response.setHeader('vary', 'accept, accept-encoding, authorization, prefer');
  if (isHeld(request, tag)) {
    response.writeHead(304).end();
    return;
  }
  await send(request, response, await answer());
}

/** Sees that the caller may read what it asks for, in a form that it takes. */
async function prepared(door: TablesDoor, asked: ODataRequest): Promise<Prepared> {
  const { request, resource, options, root, caller } = asked;
  const { accept } = request.headers;
  const format = options.system.get('$format');
  if (resource.kind === 'service') {
    const media = jsonFor(accept, format);
    const body = printServiceDocument(root, tablesOf(caller), media);
    return whole(request, { status: 200, type: printMediaType(media), body });
  }
  if (resource.kind === 'metadata') {
    assertTakesXml(accept, format);
    return whole(request, {
      status: 200,
      type: 'application/xml;charset=utf-8',
      body: printMetadata(tablesOf(caller)),
    });
  }
  const table = tableFor(caller, resource.table);
  const isText = resource.kind === 'count' || (resource.kind === 'property' && resource.isRaw);
  if (isText) assertTakesText(accept, format);
  const media = isText ? ({ control: 'none', isExact: false } as const) : jsonFor(accept, format);
  const form = isText ? 'text' : printMediaType(media);
  // The tag before the rows: if a release comes between, the client only asks once more than it had to.
  const question = [
    'odata',
    root,
    request.url ?? '',
    form,
    String(request.headers.prefer ?? ''),
    codingOf(request),
  ];
  const tag = await entityTagOf(door, table, question);
  const answer = () => {
    if (resource.kind === 'rows') return answerPage(asked, table, media);
    if (resource.kind === 'count') return answerCount(asked, table);
    if (resource.kind === 'row') return answerRow(asked, table, resource.key, media);
    return answerProperty(asked, table, resource, media);
  };
  return { tag, answer };
}

/** The tables that the caller reaches; of others it learns neither name nor columns. */
function tablesOf(caller: Caller) {
  return statisticTables.filter(({ id }) => keyReachesTable(caller, id));
}

/** The same words in another coding are other bytes, and have another tag (RFC 9110, 8.8.3.3). */
function codingOf(request: IncomingMessage): string {
  return takesGzip(request) ? 'gzip' : 'identity';
}

/** An answer that is its own tag. */
function whole(request: IncomingMessage, answer: Answer): Prepared {
  const hash = createHash('sha256')
    .update(`${codingOf(request)}\n${answer.type}\n${answer.body}`)
    .digest('base64url');
  return { tag: `"${hash.slice(0, 27)}"`, answer: async () => answer };
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, type, body, headers }: Answer,
): Promise<void> {
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (type === null) {
    response.writeHead(status).end();
    return;
  }
  const small = takesGzip(request) ? await compressed(body) : null;
  if (small !== null) response.setHeader('content-encoding', 'gzip');
  const bytes = small ?? Buffer.from(body);
  response.setHeader('content-type', type);
  response.setHeader('content-length', bytes.length);
  response.writeHead(status).end(request.method === 'HEAD' ? undefined : bytes);
}

function refusalOfWriting(url: string): ODataError {
  if (url.startsWith(`${servicePath}$batch`)) return notSupported('Requests are sent one by one.', '$batch');
  return new ODataError('NOT_SUPPORTED', 'The released tables are read by GET and HEAD.', { status: 405 });
}

function refuse(response: ServerResponse, error: HubError): void {
  const status = error instanceof ODataError ? error.status : statusOf(error.code);
  if (status === 401) setChallenge(response);
  if (status === 405) response.setHeader('allow', 'GET, HEAD');
  if (error instanceof RateLimitedError) response.setHeader('retry-after', String(error.retryAfterSeconds));
  response.setHeader('cache-control', 'no-store');
  response.removeHeader('etag');
  response.setHeader('content-type', 'application/json;odata.metadata=minimal;charset=utf-8');
  response.writeHead(status).end(printError(error));
}

function unexpected(error: unknown, report: ReportUnexpected): ODataError {
  const id = randomUUID();
  report(id, error);
  return new ODataError('INTERNAL', `Something unexpected happened; report the id ${id}.`, { status: 500 });
}
