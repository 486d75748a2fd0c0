import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ErrorCode, errorCodes, HubError } from '@kommunhub/schema';
import { RateLimitedError } from '../identity/rate-limits.js';

const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  BAD_INPUT: 400,
  GRAPHQL_INVALID: 400,
  NOT_FOUND: 404,
  NOT_ACCEPTABLE: 406,
  NOT_SUPPORTED: 501,
  OPERATION_TOO_DEEP: 400,
  OPERATION_TOO_WIDE: 400,
  OPERATION_TOO_COSTLY: 400,
  OPERATION_TIMEOUT: 504,
  REQUEST_TOO_LARGE: 413,
  RATE_LIMITED: 429,
};

/** The status of what is refused before the operation begins. */
export function statusOf(code: ErrorCode): number {
  return statuses[code] ?? (errorCodes[code].audience === 'client' ? 403 : 503);
}

/** Whether the client reads the newer form, in which the status tells about the document too. */
export function acceptsResponseJson({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return /application\/graphql-response\+json/i.test(headers.accept ?? '');
}

/** An error before the operation begins, in the same form as those of the graph. */
export function sendRefusal(
  request: Pick<IncomingMessage, 'headers'>,
  response: ServerResponse,
  error: HubError,
  status = statusOf(error.code),
): void {
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  if (error instanceof RateLimitedError) response.setHeader('retry-after', String(error.retryAfterSeconds));
  // What was not read whole must not be taken for the next request.
  if (status === 413) response.setHeader('connection', 'close');
  const type = acceptsResponseJson(request) ? 'application/graphql-response+json' : 'application/json';
  const extensions = { code: error.code, swedish: errorCodes[error.code].swedish };
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` });
  response.end(`${JSON.stringify({ errors: [{ message: error.message, extensions }] })}\n`);
}

/** The refusal for a method that the path does not know. */
export function refuseMethod(request: IncomingMessage, response: ServerResponse, allowed: string): void {
  response.setHeader('allow', allowed);
  sendRefusal(
    request,
    response,
    new HubError('GRAPHQL_INVALID', 'Send the operation by POST with a JSON body.'),
    405,
  );
}
