import { randomUUID } from 'node:crypto';
import { HubError } from '@kommunhub/schema';
import { GraphQLError } from 'graphql';

/**
 * The error as it may leave the subgraph.
 *
 * Errors meant for somebody keep code, message and faults. Faults of variables
 * lose their text, since graphql-js prints the bad value in it. Anything else
 * is INTERNAL with an id under which `report` has got it whole.
 */
export function maskError(error: GraphQLError, report: (id: string, error: unknown) => void): GraphQLError {
  const original = error.originalError ?? error;
  const hubError = findHubError(original);
  if (hubError !== undefined) {
    const faults = hubError.faults.length === 0 ? {} : { faults: hubError.faults };
    return coded(error, hubError.message, { code: hubError.code, ...faults });
  }
  if (isFaultOfRequest(error)) return coded(error, requestFault(original.message), { code: 'BAD_INPUT' });
  const id = randomUUID();
  report(id, original);
  return coded(error, 'Something unexpected happened; it is logged under the id given.', {
    code: 'INTERNAL',
    id,
  });
}

/** A failure of the whole fetch, as the one error of its answer. */
export function maskFailure(failure: unknown, report: (id: string, error: unknown) => void): GraphQLError {
  const originalError = failure instanceof Error ? failure : new Error('A thrown value was not an Error.');
  return maskError(new GraphQLError('The fetch failed.', { originalError }), report);
}

function findHubError(error: unknown): HubError | undefined {
  // graphql-js wraps what a scalar throws in an error of its own.
  for (let current = error; current instanceof Error; ) {
    if (current instanceof HubError) return current;
    current = current instanceof GraphQLError ? current.originalError : undefined;
  }
  return undefined;
}

/** Whether graphql-js itself refused the document, its variables or the value of an argument. */
function isFaultOfRequest(error: GraphQLError): boolean {
  if (error.originalError === undefined) return true;
  return error.originalError instanceof GraphQLError && error.originalError.message.startsWith('Argument "');
}

function requestFault(message: string): string {
  const [, kind, name] = /^(Variable|Argument) "(\$?\w+)"/.exec(message) ?? [];
  if (kind === undefined) return 'The document cannot be used.';
  return `The ${kind.toLowerCase()} ${name} is missing or has a value that cannot be used.`;
}

function coded(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    path: error.path ?? null,
    extensions,
  });
}
