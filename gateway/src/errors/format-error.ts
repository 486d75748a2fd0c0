import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { type ErrorCode, errorCodes, HubError } from '@kommunhub/schema';
import type { GraphQLFormattedError } from 'graphql';
import { hideValues } from './hide-values.js';

/** Told of every error that nobody foresaw, with the id that the caller was given. */
export type ReportUnexpected = (id: string, error: unknown) => void;

/** Codes of Apollo Server and graphql-js, in the words of the shared table. */
const foreignCodes: ReadonlyMap<string, ErrorCode> = new Map([
  ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_INVALID'],
  ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_INVALID'],
  ['OPERATION_RESOLUTION_FAILURE', 'GRAPHQL_INVALID'],
  ['BAD_REQUEST', 'GRAPHQL_INVALID'],
  ['BAD_USER_INPUT', 'BAD_INPUT'],
  ['PERSISTED_QUERY_NOT_FOUND', 'OPERATION_NOT_REGISTERED'],
  ['PERSISTED_QUERY_NOT_SUPPORTED', 'OPERATION_NOT_REGISTERED'],
]);

/**
 * Turns whatever went wrong into what a caller may read: a code of the shared
 * table, a sentence without values, the Swedish text for people, and for the
 * unforeseen only an id. The one place where errors leave the hub.
 */
export function formatErrorWith(report: ReportUnexpected) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    const code = codeOf(formatted, cause);
    const place = {
      ...(formatted.path && { path: formatted.path }),
      ...(formatted.locations && { locations: formatted.locations }),
    };
    if (code === null || code === 'INTERNAL') {
      const known = formatted.extensions?.id;
      const id = typeof known === 'string' ? known : randomUUID();
      if (known === undefined) report(id, cause);
      const message = 'Something unexpected happened; report the id.';
      return {
        message,
        ...place,
        extensions: {
          code: 'INTERNAL',
          id,
          swedish: errorCodes.INTERNAL.swedish,
        },
      };
    }
    const faults =
      cause instanceof HubError && cause.faults.length > 0 ? cause.faults : formatted.extensions?.faults;
    return {
      message: messageOf(formatted, cause, code),
      ...place,
      extensions: {
        code,
        swedish: errorCodes[code].swedish,
        ...(faults !== undefined && { faults }),
      },
    };
  };
}

/** How the parser says that a document is nested deeper than the stack; Apollo Server takes it for a fault of syntax. */
const stackIsFull = 'Maximum call stack size exceeded';

function codeOf(formatted: GraphQLFormattedError, cause: unknown): ErrorCode | null {
  if (cause instanceof HubError) return cause.code;
  if (formatted.message === stackIsFull) return 'OPERATION_TOO_DEEP';
  const code = String(formatted.extensions?.code ?? '');
  return foreignCodes.get(code) ?? (isKnown(code) ? code : null);
}

function messageOf(formatted: GraphQLFormattedError, cause: unknown, code: ErrorCode): string {
  if (formatted.message === stackIsFull) return errorCodes[code].description;
  return isOurs(formatted, cause) ? formatted.message : hideValues(formatted.message);
}

/** Messages of our own codes hold no values; those of the libraries may. */
function isOurs(formatted: GraphQLFormattedError, cause: unknown): boolean {
  return cause instanceof HubError || isKnown(String(formatted.extensions?.code ?? ''));
}

function isKnown(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}
