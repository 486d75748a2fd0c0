import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { type Caller, type ErrorCode, errorCodes, HubError } from '@kommunhub/schema';
import { formatErrorWith, type ReportUnexpected } from '../errors/format-error.js';
import type { Handler } from './hub-server.js';
import { readJsonBody } from './read-body.js';

/** What travels with an operation through the gateway to the subgraphs. */
export interface RequestContext {
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

interface EndpointOptions {
  readonly gateway: GatewayInterface;
  /** Finds out who asks. @throws HubError UNAUTHENTICATED, PURPOSE_REQUIRED. */
  identify(request: IncomingMessage, operationName: string | null): Promise<Caller>;
  readonly report: ReportUnexpected;
}

/** The door of the graph: POST with JSON, one operation a request. */
export async function createGraphqlEndpoint(
  options: EndpointOptions,
): Promise<{ handle: Handler; stop(): Promise<void> }> {
  const server = new ApolloServer<RequestContext>({
    gateway: options.gateway,
    formatError: formatErrorWith(options.report),
    includeStacktraceInErrorResponses: false,
    // Suggestions and stored documents of unknown callers tell and keep more than they should.
    hideSchemaDetailsFromClientErrors: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled()],
    logger: silent,
  });
  await server.start();
  return {
    handle: (request, response) => handleGraphql(server, options, request, response),
    stop: () => server.stop(),
  };
}

async function handleGraphql(
  server: ApolloServer<RequestContext>,
  options: EndpointOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return sendError(
      response,
      405,
      new HubError('GRAPHQL_INVALID', 'Send the operation by POST with a JSON body.'),
    );
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const body = await readJsonBody(request);
    const caller = await options.identify(request, nameOf(body));
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: headersOf(request),
        search: '',
        body,
      },
      context: async () => ({ caller, signal: gone.signal }),
    });
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.statusCode = answer.status ?? 200;
    if (answer.body.kind === 'complete') response.end(answer.body.string);
    else for await (const chunk of answer.body.asyncIterator) response.write(chunk);
    response.end();
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    sendError(response, statusOf(error.code), error);
  }
}

/** The status of what is refused before the operation begins. */
function statusOf(code: ErrorCode): number {
  if (code === 'UNAUTHENTICATED') return 401;
  if (code === 'BAD_INPUT') return 400;
  return errorCodes[code].audience === 'client' ? 403 : 503;
}

function nameOf(body: unknown): string | null {
  const name = (body as { operationName?: unknown } | null)?.operationName;
  return typeof name === 'string' && /^[_A-Za-z][_0-9A-Za-z]{0,99}$/.test(name) ? name : null;
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/** Errors before the operation begins, in the same form as those of the graph. */
function sendError(response: ServerResponse, status: number, error: HubError): void {
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  const extensions = {
    code: error.code,
    swedish: errorCodes[error.code].swedish,
  };
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
  });
  response.end(`${JSON.stringify({ errors: [{ message: error.message, extensions }] })}\n`);
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
