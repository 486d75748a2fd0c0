import { HubError, purposes, roles } from '@kommunhub/schema';
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Identity } from './identity.js';

/** The issuer of development tokens; real issuers are never called so. */
export const developmentIssuer = 'kommunhub-demo';
const lifetimeMs = 8 * 3_600_000;

const claims = z.object({
  sub: z.string().min(1),
  role: z.enum(roles),
  kommun: z.string().nullable(),
  namnd: z.string().nullable(),
  purposes: z.array(z.enum(purposes)),
  staff: z.string().nullable(),
  functions: z.array(z.string()),
});

export type DevelopmentIdentity = Omit<Identity, 'issuer'>;

/** Signs a development token, valid for eight hours on this data directory only. */
export function signDevelopmentToken(
  identity: DevelopmentIdentity,
  key: Uint8Array,
  now: Date,
): Promise<string> {
  const payload = {
    role: identity.role,
    kommun: identity.kommunCode,
    namnd: identity.namndId,
    purposes: identity.purposes,
    staff: identity.staffKey,
    functions: identity.functions,
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(developmentIssuer)
    .setSubject(identity.subject)
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + lifetimeMs))
    .sign(key);
}

/** Whether the token says of itself that it is a development token, true or not. */
export function isDevelopmentToken(token: string): boolean {
  try {
    return decodeJwt(token).iss === developmentIssuer;
  } catch {
    // No token at all: whoever reads tokens says so.
    return false;
  }
}

/**
 * Reads a development token.
 *
 * @throws HubError UNAUTHENTICATED when it is not ours, changed, or too old.
 */
export async function verifyDevelopmentToken(token: string, key: Uint8Array, now: Date): Promise<Identity> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer: developmentIssuer,
      currentDate: now,
      // A token without an end would be good for ever.
      requiredClaims: ['exp'],
    });
    const read = claims.parse(payload);
    return {
      issuer: developmentIssuer,
      subject: read.sub,
      role: read.role,
      kommunCode: read.kommun,
      namndId: read.namnd,
      purposes: read.purposes,
      staffKey: read.staff,
      functions: read.functions,
    };
  } catch (cause) {
    const reason =
      cause instanceof errors.JWTExpired ? 'The token has expired' : 'The token is not valid here';
    throw new HubError('UNAUTHENTICATED', `${reason}; make a new one with "npx kommunhub token --role R".`, {
      cause,
    });
  }
}
