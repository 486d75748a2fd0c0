import type { IncomingMessage } from 'node:http';
import { type BlockList, isIP } from 'node:net';
import { isIn, withoutMapping } from './reachable-address.js';

/**
 * The address that a request comes from.
 *
 * What proxies wrote down is believed from the right, as far as the trusted
 * ones reach: everything to the left of them the client may have invented.
 */
export function clientAddressOf(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  trustedProxies: BlockList,
): string {
  let address = withoutMapping(socket.remoteAddress ?? '');
  const forwarded = headers['x-forwarded-for'];
  const hops = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',');
  while (isIn(trustedProxies, address)) {
    const hop = withoutMapping((hops.pop() ?? '').trim());
    // What is no address was written by nobody we trust.
    if (isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}
