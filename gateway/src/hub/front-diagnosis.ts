import { HubError } from '@kommunhub/schema';
import { doorOf } from '../http/door.js';
import { readTls } from '../http/tls-context.js';
import { AccessTokens } from '../identity/access-tokens.js';
import { readIssuers } from '../identity/issuers-file.js';
import type { Settings } from './settings.js';

/** Looks at where the hub would listen. @throws HubError CONFIG_INVALID with every fault. */
export async function lookAtDoor(settings: Settings): Promise<string> {
  const door = doorOf(settings);
  if (door.tls !== null) await readTls(door.tls);
  const how =
    door.tls !== null ? 'with TLS' : door.proxiesOnly ? 'for the trusted proxies' : 'on this machine';
  return `The hub would listen at ${door.host}, ${how}.`;
}

/** Reads the file of issuers and asks each for its keys. @throws HubError CONFIG_INVALID with every fault. */
export async function lookAtIssuers(settings: Settings): Promise<string> {
  if (settings.issuersFile === undefined) return 'None are named: nobody but the demo and keys can call.';
  const issuers = await readIssuers(settings.issuersFile);
  const away: { path: string; code: string; message: string }[] = [];
  const tokens = new AccessTokens({
    issuers,
    reach: { privateHosts: settings.privateHosts, mayBeLoopback: settings.issuersOnLoopback },
    clock: () => new Date(),
    onFailure: (issuer, reason) => away.push({ path: issuer, code: 'CONFIG_INVALID', message: `${reason}.` }),
  });
  try {
    await tokens.warmUp();
  } finally {
    await tokens.close();
  }
  if (away.length === 0) return `${issuers.length} issuers, all of which tell their keys.`;
  throw new HubError('CONFIG_INVALID', `${issuers.length} issuers, with faults:`, { faults: away });
}
