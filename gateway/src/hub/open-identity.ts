import { HubError } from '@kommunhub/schema';
import { type HubDatabase, type KeyRing, loadGrants } from '@kommunhub/subgraph-kit';
import type { Door } from '../http/door.js';
import { AccessTokens } from '../identity/access-tokens.js';
import { readIssuers } from '../identity/issuers-file.js';
import { KeyCheck } from '../identity/key-check.js';
import { RateLimits } from '../identity/rate-limits.js';
import { type RunSql, storedKeys } from './api-key-store.js';
import type { Closing } from './closing.js';
import { type Identify, identifyWith } from './identify.js';
import type { Logger } from './logger.js';
import type { Settings } from './settings.js';

interface IdentityOptions {
  readonly settings: Settings;
  readonly door: Door;
  readonly database: HubDatabase;
  readonly keyRing: KeyRing;
  readonly tokenKey: string;
  readonly takesDevelopmentTokens: () => Promise<boolean>;
  readonly clock: () => Date;
  readonly logger: Logger;
  readonly onProgress: (line: string) => void;
}

/**
 * Opens every way by which callers say who they are: development tokens, keys,
 * and the issuers of the file, each asked for its keys at once so that a start
 * tells which one is away.
 *
 * @throws ConfigError CONFIG_INVALID with every fault of the file of issuers.
 */
export async function openIdentity(options: IdentityOptions, closing: Closing): Promise<Identify> {
  const { settings, door, database, keyRing, clock } = options;
  const accessTokens = await openAccessTokens(options, closing);
  const run: RunSql = (sql, parameters) =>
    database.app.query(sql, [...parameters]).catch((cause: unknown) => {
      throw new HubError('DATABASE_UNAVAILABLE', 'The database went away while it was asked.', { cause });
    });
  return identifyWith({
    tokenKey: Buffer.from(options.tokenKey, 'hex'),
    takesDevelopmentTokens: options.takesDevelopmentTokens,
    ...(accessTokens && { accessTokens }),
    keys: new KeyCheck(storedKeys(run), clock),
    limits: new RateLimits({
      perCaller: settings.ratePerCaller,
      perKey: settings.ratePerKey,
      wrongKeysPerAddress: settings.wrongKeysPerAddress,
    }),
    trustedProxies: door.trustedProxies,
    onGuessing: (address) => options.logger.warn({ address }, 'too many wrong keys'),
    loadGrants: (identity) => loadGrants(database, keyRing, identity, clock()),
    clock,
  });
}

async function openAccessTokens(
  { settings, clock, logger, onProgress }: IdentityOptions,
  closing: Closing,
): Promise<AccessTokens | null> {
  if (settings.issuersFile === undefined) return null;
  const accessTokens = new AccessTokens({
    issuers: await readIssuers(settings.issuersFile),
    reach: { privateHosts: settings.privateHosts, mayBeLoopback: settings.issuersOnLoopback },
    clock,
    onFailure: (issuer, reason) => {
      logger.error({ issuer, reason }, 'issuer could not be asked for its keys');
      onProgress(`Warning: the issuer ${issuer} could not be asked for its keys: ${reason}.`);
    },
  });
  closing.add(() => accessTokens.close());
  await accessTokens.warmUp();
  return accessTokens;
}
