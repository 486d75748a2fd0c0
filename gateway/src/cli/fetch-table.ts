import { ConfigError, type ErrorCode, errorCodes, type Fault, HubError } from '@kommunhub/schema';
import type { Settings } from '../hub/settings.js';

/**
 * Asks a running hub for a file of a released table, with the key or token of
 * KOMMUNHUB_TOKEN, and gives its bytes as they come.
 *
 * @throws HubError with the code of the hub's own error, CONFIG_INVALID when no
 *   hub answers, SOURCE_UNAVAILABLE when the hub does not send it to its end.
 */
export async function* fetchTable(
  { url, token }: Pick<Settings, 'url' | 'token'>,
  table: string,
  parameters: URLSearchParams,
): AsyncGenerator<Uint8Array> {
  if (token === undefined)
    throw new ConfigError(
      'CONFIG_INVALID',
      'KOMMUNHUB_TOKEN is not set; give it a BI key as <id>.<secret>, or for the demo: export KOMMUNHUB_TOKEN=$(npx kommunhub token --role bi).',
    );
  const address = new URL(`/statistics/${encodeURIComponent(table)}.csv`, url);
  address.search = String(parameters);
  const response = await fetch(address, { headers: { authorization: `Bearer ${token}` } }).catch(() => {
    // The error itself is not kept as cause: it may hold the token.
    throw new ConfigError(
      'CONFIG_INVALID',
      `No hub answers at ${url}; start it with "npm start" or set KOMMUNHUB_URL.`,
    );
  });
  if (!response.ok || response.body === null) throw await refusalIn(response);
  try {
    yield* response.body;
  } catch {
    throw new HubError('SOURCE_UNAVAILABLE', 'The hub broke off before the table ended; ask again.');
  }
}

interface Refusal {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly faults?: readonly Fault[] };
}

async function refusalIn(response: Response): Promise<HubError> {
  const { errors: [first] = [] } = (await response.json().catch(() => ({}))) as {
    errors?: readonly Refusal[];
  };
  const code = first?.extensions.code ?? '';
  return new HubError(
    Object.hasOwn(errorCodes, code) ? (code as ErrorCode) : 'INTERNAL',
    first?.message ?? `The hub answered ${response.status}.`,
    { faults: first?.extensions.faults ?? [] },
  );
}
