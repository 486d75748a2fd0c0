import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Caller, type Grant, HubError, type Purpose, purposes } from '@kommunhub/schema';
import { type Identity, verifyDevelopmentToken } from '../identity/development-tokens.js';

interface IdentifyOptions {
  readonly tokenKey: Uint8Array;
  /** Whether development tokens are taken at all: a database marked demo at creation, without a real source. */
  readonly takesDevelopmentTokens: () => Promise<boolean>;
  readonly loadGrants: (identity: Identity) => Promise<readonly Grant[]>;
  readonly clock: () => Date;
}

/** Makes the caller of a request: who asks, for which purpose, and what that gives today. */
export function identifyWith(options: IdentifyOptions) {
  return async (request: IncomingMessage, operationName: string | null): Promise<Caller> => {
    const identity = await identityOf(request, options);
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
    };
  };
}

async function identityOf(request: IncomingMessage, options: IdentifyOptions): Promise<Identity> {
  const token = /^Bearer +([\w.-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) {
    throw new HubError(
      'UNAUTHENTICATED',
      'Send "Authorization: Bearer <token>"; get a development token with "npx kommunhub token --role R".',
    );
  }
  if (!isFromThisMachine(request)) throw notTaken();
  const identity = await verifyDevelopmentToken(token, options.tokenKey, options.clock());
  if (!(await options.takesDevelopmentTokens())) throw notTaken();
  return identity;
}

function notTaken(): HubError {
  return new HubError(
    'UNAUTHENTICATED',
    'Development tokens are taken only for a demo, asked for as localhost and not through a proxy.',
  );
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
