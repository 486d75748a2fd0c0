import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';
import {
  type Caller,
  ForbiddenError,
  type Grant,
  HubError,
  type KeyScope,
  type Purpose,
  purposes,
  type Role,
} from '@kommunhub/schema';
import type { AccessTokens } from '../identity/access-tokens.js';
import { type PresentedKey, readCredential } from '../identity/api-keys.js';
import { clientAddressOf } from '../identity/client-address.js';
import {
  developmentIssuer,
  isDevelopmentToken,
  verifyDevelopmentToken,
} from '../identity/development-tokens.js';
import type { Identity } from '../identity/identity.js';
import { type KeyCheck, WrongKeyError } from '../identity/key-check.js';
import type { RateLimits } from '../identity/rate-limits.js';

/** Where a request comes in: services deliver and do nothing else, and only they do. */
export type Door = 'graph' | 'tables' | 'deliveries';

interface IdentifyOptions {
  readonly tokenKey: Uint8Array;
  /** Whether development tokens are taken at all: a database marked demo at creation, without a real source. */
  readonly takesDevelopmentTokens: () => Promise<boolean>;
  /** Tokens of issuers; none are taken when left out. */
  readonly accessTokens?: Pick<AccessTokens, 'verify'>;
  /** Keys of BI and services; none are taken when left out. */
  readonly keys?: Pick<KeyCheck, 'verify'>;
  readonly limits?: RateLimits;
  readonly trustedProxies?: BlockList;
  /** Told once a minute of an address that has sent too many wrong keys. */
  readonly onGuessing?: (address: string) => void;
  readonly loadGrants: (identity: Identity) => Promise<readonly Grant[]>;
  readonly clock: () => Date;
}

type Known = Identity & { readonly scope?: KeyScope };

/** Makes the caller of a request: who asks, for which purpose, and what that gives today. */
export type Identify = (
  request: IncomingMessage,
  operationName: string | null,
  door?: Door,
) => Promise<Caller>;

/** @throws HubError UNAUTHENTICATED, PURPOSE_REQUIRED, FORBIDDEN or RATE_LIMITED, from the function it gives. */
export function identifyWith(options: IdentifyOptions): Identify {
  return async (request, operationName, door = 'graph') => {
    const identity = await identityOf(request, options);
    refuseWrongDoor(identity.role, door);
    return {
      issuer: identity.issuer,
      subject: identity.subject,
      role: identity.role,
      kommunCode: identity.kommunCode,
      namndId: identity.namndId,
      purpose: purposeOf(request, identity),
      grants: await options.loadGrants(identity),
      operationId: randomUUID(),
      operationName,
      ...(identity.scope && { keyScope: identity.scope }),
    };
  };
}

async function identityOf(request: IncomingMessage, options: IdentifyOptions): Promise<Known> {
  const credential = readCredential(request.headers.authorization);
  if (credential.kind === 'none') {
    throw new HubError(
      'UNAUTHENTICATED',
      'Send "Authorization: Bearer <token>"; get a development token with "npx kommunhub token --role R".',
    );
  }
  if (credential.kind === 'key') return identityOfKey(request, credential.key, options);
  if (isDevelopmentToken(credential.token)) return developer(request, credential.token, options);
  if (options.accessTokens === undefined) {
    throw new HubError(
      'UNAUTHENTICATED',
      'The token is not taken: no issuer is named here; see KOMMUNHUB_ISSUERS.',
    );
  }
  const identity = await options.accessTokens.verify(credential.token);
  await options.limits?.countCaller(identity.issuer, identity.subject);
  return identity;
}

async function identityOfKey(
  request: IncomingMessage,
  presented: PresentedKey,
  { keys, limits, trustedProxies = nobody, onGuessing }: IdentifyOptions,
): Promise<Known> {
  if (keys === undefined) throw new HubError('UNAUTHENTICATED', 'Keys are not taken here.');
  const address = clientAddressOf(request, trustedProxies);
  await limits?.assertMayTryKey(address);
  const identity = await keys.verify(presented).catch(async (error: unknown) => {
    if (error instanceof WrongKeyError && (await limits?.countWrongKey(address))) onGuessing?.(address);
    throw error;
  });
  await limits?.countKey(identity.subject);
  return identity;
}

const nobody = new BlockList();

async function developer(
  request: IncomingMessage,
  token: string,
  options: IdentifyOptions,
): Promise<Identity> {
  if (!isFromThisMachine(request)) throw notTaken();
  const identity = await verifyDevelopmentToken(token, options.tokenKey, options.clock());
  if (!(await options.takesDevelopmentTokens())) throw notTaken();
  return identity;
}

function refuseWrongDoor(role: Role, door: Door): void {
  if ((role === 'service') === (door === 'deliveries')) return;
  throw new ForbiddenError(
    role === 'service'
      ? 'A service key delivers at /deliveries and does nothing else.'
      : 'Only a service key delivers.',
  );
}

function notTaken(): HubError {
  return new HubError(
    'UNAUTHENTICATED',
    'Development tokens are taken only for a demo, asked for as localhost and not through a proxy.',
  );
}

/** Whether the caller is a developer by the token: one of the demo's, made on this machine. */
export function isDeveloper({ issuer, role }: Pick<Caller, 'issuer' | 'role'>): boolean {
  return issuer === developmentIssuer || role === 'it';
}

/** A request that names this machine and came through nobody: what development tokens are for. */
function isFromThisMachine(request: IncomingMessage): boolean {
  const isProxied = Object.keys(request.headers).some(
    (name) => name === 'forwarded' || name === 'via' || name.startsWith('x-forwarded-'),
  );
  return !isProxied && /^(localhost|127\.0\.0\.1)(:\d{1,5})?$/.test(request.headers.host ?? '');
}

/** The purpose in force: the header may choose among those of the token, never widen them. */
function purposeOf(request: IncomingMessage, identity: Identity): Purpose | null {
  const header = request.headers['kommunhub-purpose'];
  if (header === undefined) return identity.purposes[0] ?? null;
  const asked = purposes.find((purpose) => purpose === header);
  if (asked !== undefined && identity.purposes.includes(asked)) return asked;
  throw new HubError(
    'PURPOSE_REQUIRED',
    `The header "kommunhub-purpose" must name a purpose of the token: ${identity.purposes.join(', ')}.`,
  );
}
