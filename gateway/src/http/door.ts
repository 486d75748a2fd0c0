import type { BlockList } from 'node:net';
import { ConfigError, type Fault } from '@kommunhub/schema';
import { blockList, isLoopback } from '../identity/reachable-address.js';

/** Where the hub listens, behind what, and how long it waits for slow clients. */
export interface Door {
  readonly host: string;
  readonly port: number;
  /** Files of certificate and key; null where TLS ends at a proxy, or nobody else can listen. */
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  readonly trustedProxies: BlockList;
  /** Whether only the trusted proxies may connect: what comes from elsewhere came without TLS. */
  readonly proxiesOnly: boolean;
  readonly connections: number;
  readonly headersMs: number;
  readonly requestMs: number;
}

/** The settings that a door is made of. */
export interface DoorSettings {
  readonly host: string;
  readonly port: number;
  readonly tlsCertificate: string | undefined;
  readonly tlsKey: string | undefined;
  readonly trustedProxies: readonly string[];
  readonly connections: number;
  readonly headersSeconds: number;
  readonly requestSeconds: number;
}

/**
 * Makes the door of the settings.
 *
 * @throws ConfigError CONFIG_INVALID with every fault; a bind beyond loopback without TLS or proxy is one.
 */
export function doorOf(settings: DoorSettings): Door {
  const { host, port, tlsCertificate, tlsKey, trustedProxies } = settings;
  const faults: Fault[] = [];
  const fault = (path: string, message: string) =>
    faults.push({ path, code: 'CONFIG_INVALID', message: `${path} ${message}` });
  if ((tlsCertificate === undefined) !== (tlsKey === undefined))
    fault('KOMMUNHUB_TLS_CERT', 'and KOMMUNHUB_TLS_KEY belong together: set both or neither.');
  const tls =
    tlsCertificate === undefined || tlsKey === undefined
      ? null
      : { certificate: tlsCertificate, key: tlsKey };
  const proxies = readProxies(trustedProxies, (message) => fault('KOMMUNHUB_TRUSTED_PROXY', message));
  const isBeyond = !isLoopback(host);
  if (isBeyond && tls === null && trustedProxies.length === 0)
    fault(
      'KOMMUNHUB_HOST',
      'is beyond loopback: set KOMMUNHUB_TLS_CERT and KOMMUNHUB_TLS_KEY, or KOMMUNHUB_TRUSTED_PROXY.',
    );
  if (faults.length > 0) {
    const sentence = faults.map(({ message }) => message).join(' ');
    throw new ConfigError('CONFIG_INVALID', sentence, { faults });
  }
  return {
    ...{ host, port, tls, trustedProxies: proxies, connections: settings.connections },
    proxiesOnly: isBeyond && tls === null,
    headersMs: settings.headersSeconds * 1_000,
    requestMs: Math.max(settings.requestSeconds, settings.headersSeconds) * 1_000,
  };
}

function readProxies(networks: readonly string[], onFault: (message: string) => void): BlockList {
  try {
    // Wider than 10.0.0.0/8 is no network of proxies; two halves of the world are the world.
    const everything = networks.find((network) => /\/0*[0-7]$/.test(network));
    if (everything !== undefined) onFault('must not name the whole world; name the proxies.');
    return blockList(networks);
  } catch {
    onFault('must hold addresses or networks, as 10.0.0.7 or 10.0.0.0/24, with commas between them.');
    return blockList([]);
  }
}
