import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorCodes } from '@kommunhub/schema';
import type { Subgraph } from '../subgraph/build-subgraph.js';
import type { HubServices } from '../subgraph/services.js';
import { CALLER_HEADER, CallerVerifier } from './caller-header.js';
import { ParsedDocuments } from './parsed-documents.js';
import { StoredUsedHeaders, type UsedHeaders } from './used-headers.js';

export interface ServeOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
  /** Shared with the gateway; signs who calls. */
  readonly secret: Buffer;
  /** Those of the database when left out. */
  readonly usedHeaders?: UsedHeaders;
}

export interface ServedSubgraph {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** Answers a gateway's fetches at `POST /graphql`; only requests signed for this body are executed. */
export async function serveSubgraph<Services extends HubServices>(
  subgraph: Subgraph<Services>,
  services: Services,
  options: ServeOptions,
): Promise<ServedSubgraph> {
  const verifier = new CallerVerifier({
    secret: options.secret,
    part: subgraph.name,
    usedHeaders: options.usedHeaders ?? new StoredUsedHeaders(services.database),
  });
  const documents = new ParsedDocuments(subgraph.schema);
  const server = createServer((request, response) => {
    respond(request, response).catch((error) => {
      services.onUnexpectedError('http', error);
      response.destroy();
    });
  });
  // Longer than the gateway keeps its connections: else it writes to one that was just closed here.
  server.keepAliveTimeout = 75_000;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/healthz') return send(response, 200, { status: 'ok' });
    if (request.method !== 'POST' || request.url !== '/graphql') return send(response, 404, {});
    const body = await readBody(request);
    if (body === null) return send(response, 413, {});
    const header = request.headers[CALLER_HEADER];
    const caller = await verifier.verify(typeof header === 'string' ? header : undefined, body);
    if (caller === null) return send(response, 401, refusal('UNAUTHENTICATED'));
    const asked = parseRequest(body);
    const document = asked === null ? null : documents.get(asked.query);
    if (asked === null || document === null) return send(response, 400, refusal('GRAPHQL_INVALID'));
    const { variables, operationName } = asked;
    send(response, 200, await subgraph.execute({ document, variables, operationName, caller, services }));
  }

  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${options.host}:${port}/graphql`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

interface AskedRequest {
  readonly query: string;
  readonly variables: Record<string, unknown> | undefined;
  readonly operationName: string | undefined;
}

function parseRequest(body: Buffer): AskedRequest | null {
  let asked: Partial<Record<'query' | 'variables' | 'operationName', unknown>>;
  try {
    asked = JSON.parse(body.toString());
  } catch {
    return null;
  }
  if (typeof asked?.query !== 'string') return null;
  return {
    query: asked.query,
    variables: (asked.variables ?? undefined) as Record<string, unknown> | undefined,
    operationName: typeof asked.operationName === 'string' ? asked.operationName : undefined,
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refusal(code: 'UNAUTHENTICATED' | 'GRAPHQL_INVALID'): object {
  return { errors: [{ message: errorCodes[code].description, extensions: { code } }] };
}

function send(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(answer));
}

function listen(server: Server, { port, host }: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}
