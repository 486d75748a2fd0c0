import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import { BadInputError } from '@kommunhub/schema';
import { isIn, withoutMapping } from '../identity/reachable-address.js';

const hostForm = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/**
 * The address by which the client reaches the hub: what a link in the answer
 * has to begin with. Behind a trusted proxy it is the proxy's, as it says in
 * X-Forwarded-Host and X-Forwarded-Proto; from others those are not believed.
 *
 * @throws BadInputError where the client names no host.
 */
export function hubAddressOf(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  trustedProxies: BlockList,
): string {
  const isProxied = isIn(trustedProxies, withoutMapping(socket.remoteAddress ?? ''));
  const forwarded = (name: string) => (isProxied ? lastOf(headers[name]) : undefined);
  const host = forwarded('x-forwarded-host') ?? headers.host ?? '';
  if (!hostForm.test(host)) throw new BadInputError('The header "host" names no host.');
  const isEncrypted = 'encrypted' in socket && socket.encrypted === true;
  const protocol = forwarded('x-forwarded-proto') ?? (isEncrypted ? 'https' : 'http');
  return `${protocol === 'https' ? 'https' : 'http'}://${host}`;
}

/** What the nearest proxy wrote; what stands before it the client may have. */
function lastOf(header: string | string[] | undefined): string | undefined {
  const last = (Array.isArray(header) ? header.join(',') : header)?.split(',').at(-1)?.trim();
  return last === '' ? undefined : last;
}
