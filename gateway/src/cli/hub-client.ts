import {
  ConfigError,
  type ErrorCode,
  errorCodes,
  type Fault,
  HubError,
  type Purpose,
} from '@kommunhub/schema';
import { ClientError, GraphQLClient } from 'graphql-request';
import type { Settings } from '../hub/settings.js';

/** Asks a running hub with the token of KOMMUNHUB_TOKEN. */
export interface HubClient {
  /** @throws HubError with the code of the hub's own error, or CONFIG_INVALID when no hub answers. */
  ask<Answer>(document: string, variables?: Record<string, unknown>): Promise<Answer>;
}

/**
 * Connects with the purpose for which the command reads, where the token may hold several.
 *
 * @throws ConfigError when there is no token to send.
 */
export function connectToHub(settings: Settings, purpose?: Purpose): HubClient {
  const { url, token } = settings;
  if (token === undefined) {
    throw new ConfigError(
      'CONFIG_INVALID',
      'KOMMUNHUB_TOKEN is not set; for the demo: export KOMMUNHUB_TOKEN=$(npx kommunhub token --role it --kommun 2080).',
    );
  }
  const headers = { authorization: `Bearer ${token}`, ...(purpose && { 'kommunhub-purpose': purpose }) };
  const client = new GraphQLClient(`${url}/graphql`, { headers });
  return {
    async ask(document, variables = {}) {
      try {
        return await client.request(document, variables);
      } catch (error) {
        throw asHubError(error, url);
      }
    },
  };
}

function asHubError(error: unknown, url: string): HubError {
  // The request itself is not kept as cause: it holds variables and token.
  if (!(error instanceof ClientError)) {
    return new ConfigError(
      'CONFIG_INVALID',
      `No hub answers at ${url}; start it with "npm start" or set KOMMUNHUB_URL.`,
    );
  }
  const first = error.response.errors?.[0] ?? parsedErrors(error)[0];
  const code = String(first?.extensions?.code ?? '');
  const isKnown = Object.hasOwn(errorCodes, code);
  return new HubError(
    isKnown ? (code as ErrorCode) : 'INTERNAL',
    first?.message ?? `The hub answered ${error.response.status}.`,
    { faults: faultsOf(first?.extensions?.faults) },
  );
}

/** Faults as the hub tells them; what is none of them is left out. */
function faultsOf(told: unknown): readonly Fault[] {
  const isText = (value: unknown) => typeof value === 'string';
  return (Array.isArray(told) ? told : []).filter(
    (fault) => isText(fault?.path) && isText(fault?.code) && isText(fault?.message),
  );
}

type AnswerError = { readonly message?: string; readonly extensions?: Readonly<Record<string, unknown>> };

function parsedErrors(error: ClientError): readonly AnswerError[] {
  const { body } = error.response as { body?: unknown };
  try {
    return (JSON.parse(String(body)) as { errors?: AnswerError[] }).errors ?? [];
  } catch {
    // Not an answer of the graph, a proxy's page for instance: the status tells.
    return [];
  }
}
