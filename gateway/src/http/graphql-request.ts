import type { IncomingMessage } from 'node:http';
import { BadInputError, HubError } from '@kommunhub/schema';
import { readJsonBody } from './read-body.js';

/** One operation as a client asked it. */
export interface GraphqlRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly extensions: Readonly<Record<string, unknown>> | null;
}

/**
 * Reads an operation from the body of a POST.
 *
 * @throws BadInputError for a body that is no single GraphQL request; HubError REQUEST_TOO_LARGE.
 */
export async function readPost(request: IncomingMessage, largestBody: number): Promise<GraphqlRequest> {
  // Only what a browser asks permission for before sending: a form of another site cannot send it.
  if (!/^application\/json *(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new BadInputError('Send the header "content-type: application/json".');
  const body = await readJsonBody(request, largestBody);
  if (Array.isArray(body))
    throw new BadInputError('Send one operation a request; lists of them are not taken.');
  return checked(body);
}

/**
 * Reads an operation from the address of a GET: the name of a registered
 * operation, with variables as JSON where it has some.
 *
 * @throws BadInputError; HubError OPERATION_NOT_REGISTERED.
 */
export function readGet(
  request: IncomingMessage,
  textOf: (registeredName: string) => string | null,
): GraphqlRequest {
  const parameters = new URL(request.url ?? '', 'http://hub').searchParams;
  const operationName = parameters.get('operationName');
  if (parameters.has('query') || operationName === null) {
    throw new BadInputError(
      'GET answers registered operations: "?operationName=Name&variables={…}"; send others by POST.',
    );
  }
  const query = textOf(operationName);
  if (query === null)
    throw new HubError('OPERATION_NOT_REGISTERED', 'No operation is registered under that name.');
  const variables = parameters.get('variables');
  return checked({ query, operationName, variables: variables === null ? null : parsed(variables) });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInputError('The parameter "variables" is not JSON.');
  }
}

function checked(body: unknown): GraphqlRequest {
  if (!isRecord(body))
    throw new BadInputError('The body is not an object; send {"query": …, "variables": …}.');
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (typeof query !== 'string') throw new BadInputError('"query" must be a string.');
  if (operationName !== null && typeof operationName !== 'string')
    throw new BadInputError('"operationName" must be a string.');
  if (variables !== null && !isRecord(variables)) throw new BadInputError('"variables" must be an object.');
  if (extensions !== null && !isRecord(extensions))
    throw new BadInputError('"extensions" must be an object.');
  if (isDeeper(variables, deepestVariable) || isDeeper(extensions, deepestVariable))
    throw new BadInputError(`"variables" are nested deeper than ${deepestVariable} levels.`);
  return { query, operationName, variables, extensions };
}

/** No input of the graph is near it; much deeper ones fill the stack of whoever walks them. */
const deepestVariable = 50;

/** Whether something lies deeper in the value than that; without recursion, since that is the point. */
function isDeeper(value: unknown, levels: number): boolean {
  let layer = [value];
  for (let level = 0; layer.length > 0; level++) {
    if (level > levels) return true;
    layer = layer.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
