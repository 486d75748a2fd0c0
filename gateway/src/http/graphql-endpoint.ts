import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { BadInputError, type Caller, ForbiddenError, HubError } from '@kommunhub/schema';
import { formatErrorWith, type ReportUnexpected } from '../errors/format-error.js';
import type { DocumentGuard, DocumentTraits } from './document-guard.js';
import { type GraphqlRequest, readGet, readPost } from './graphql-request.js';
import type { Handler } from './hub-server.js';
import { acceptsResponseJson, refuseMethod, sendRefusal, statusOf } from './refusal.js';

/** What travels with an operation through the gateway to the subgraphs. */
export interface RequestContext {
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

export interface EndpointOptions {
  readonly gateway: GatewayInterface;
  /** Finds out who asks. @throws HubError UNAUTHENTICATED, PURPOSE_REQUIRED, RATE_LIMITED. */
  identify(request: IncomingMessage, operationName: string | null): Promise<Caller>;
  readonly report: ReportUnexpected;
  readonly guard: DocumentGuard;
  /** The text of a registered operation; null when there is none of that name. */
  registeredText(name: string): string | null;
  /** Whether the caller may ask for the schema itself. */
  maySeeSchema(caller: Caller): boolean;
  readonly limits: { readonly body: number; readonly tokens: number; readonly operationMs: number };
}

/** The door of the graph: one operation a request, by POST with JSON, or a registered one by GET. */
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
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: options.limits.tokens },
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
  const { method } = request;
  if (method !== 'POST' && method !== 'GET') return refuseMethod(request, response, 'GET, POST');
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    // Who asks comes first: strangers learn nothing of what is wrong with their question.
    const caller = await options.identify(request, null);
    const asked =
      method === 'POST'
        ? await readPost(request, options.limits.body)
        : readGet(request, options.registeredText);
    const traits = options.guard.look(asked.query);
    const isQuery = traits !== null && refuseByTraits(traits, asked, caller, options, method);
    const named = { ...caller, operationName: logName(asked.operationName) };
    const answering = answer(server, request, asked, { caller: named, signal: gone.signal });
    const answered = isQuery ? await inTime(answering, options.limits.operationMs, gone) : await answering;
    await send(request, response, answered);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    // The status tells about the document only to clients that know that it does.
    const isAboutDocument = /^OPERATION_TOO/.test(error.code) && !acceptsResponseJson(request);
    sendRefusal(request, response, error, isAboutDocument ? 200 : statusOf(error.code));
  }
}

/** Gives whether the operation is a query. @throws HubError FORBIDDEN or BAD_INPUT. */
function refuseByTraits(
  traits: DocumentTraits,
  { operationName, variables }: GraphqlRequest,
  caller: Caller,
  options: EndpointOptions,
  method: 'GET' | 'POST',
): boolean {
  if (traits.asksForSchema && !options.maySeeSchema(caller))
    throw new ForbiddenError(
      'The schema is told to developers only; it is printed in gateway/public-schema.graphql.',
    );
  if (method === 'GET' && (traits.asksForPerson || options.guard.holdsNumber(JSON.stringify(variables))))
    throw new BadInputError('Persons are asked for by POST, never in an address.');
  const [only] = traits.operations.size === 1 ? traits.operations.values() : [];
  const kind = operationName === null ? only : traits.operations.get(operationName);
  return kind === 'query';
}

async function answer(
  server: ApolloServer<RequestContext>,
  request: IncomingMessage,
  asked: GraphqlRequest,
  context: RequestContext,
): Promise<HTTPGraphQLResponse> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const isPost = request.method === 'POST';
  const { query, operationName, variables } = asked;
  const search = new URLSearchParams({
    query,
    operationName: operationName ?? '',
    variables: JSON.stringify(variables ?? {}),
  });
  return server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: isPost ? 'POST' : 'GET',
      headers,
      search: isPost ? '' : `?${search}`,
      body: isPost ? asked : undefined,
    },
    context: async () => context,
  });
}

/** What takes too long is given up: the caller is told, and the parts are told that nobody waits. */
async function inTime<Value>(
  work: Promise<Value>,
  patienceMs: number,
  gone: AbortController,
): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const clock = setTimeout(() => {
    reject(
      new HubError('OPERATION_TIMEOUT', `The operation took longer than ${patienceMs / 1_000} seconds.`),
    );
    gone.abort();
  }, patienceMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(clock);
  }
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answered: HTTPGraphQLResponse,
): Promise<void> {
  for (const [name, value] of answered.headers) response.setHeader(name, value);
  const status = answered.status ?? 200;
  // GraphQL over HTTP: in the older form the status speaks of HTTP alone, and a refused document is an answer.
  const isOlderForm =
    request.method === 'POST' &&
    !acceptsResponseJson(request) &&
    answered.headers.get('content-type')?.startsWith('application/json') === true;
  response.statusCode = status === 400 && isOlderForm ? 200 : status;
  if (answered.body.kind === 'complete') {
    response.end(answered.body.string);
    return;
  }
  for await (const chunk of answered.body.asyncIterator) response.write(chunk);
  response.end();
}

/** The client's name of the operation, where it is one that GraphQL could have. */
function logName(name: string | null): string | null {
  return name !== null && /^[_A-Za-z][_0-9A-Za-z]{0,99}$/.test(name) ? name : null;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
