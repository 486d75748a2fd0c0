import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeyScope } from '@kommunhub/schema';

/** The issuer of callers who come with a key of the hub's own. */
export const keyIssuer = 'kommunhub-keys';

export type KeyRole = 'bi' | 'service';

/** What is stored of a key. */
export interface ApiKey {
  readonly id: string;
  readonly secretHash: Buffer;
  readonly role: KeyRole;
  readonly namndId: string | null;
  readonly scope: KeyScope;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** What a client sends: the id, which may be logged, and the secret, which may not. */
export interface PresentedKey {
  readonly id: string;
  readonly secret: string;
}

/** Begins every id, so that a leaked key is found by programs that look for such. */
const idForm = /^khk-[0-9a-f]{16}$/;
const secretForm = /^[\w-]{43}$/;

/** A new key: 256 random bits, of which only the hash is to be kept. */
export function newApiKey(): PresentedKey {
  return { id: `khk-${randomBytes(8).toString('hex')}`, secret: randomBytes(32).toString('base64url') };
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Whether the secret is the key's; takes equally long whether it is or not, and where there is no key. */
export function isSecretOf(key: ApiKey | null, secret: string): boolean {
  const isSame = timingSafeEqual(hashSecret(secret), key?.secretHash ?? hashSecret(''));
  return key !== null && isSame;
}

/** What a client sent to say who it is. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'key'; readonly key: PresentedKey };

/**
 * Reads the header Authorization: `Basic` with id and secret, `Bearer` with
 * `<id>.<secret>`, or `Bearer` with a token. What is none of them is a key
 * that fits nothing, so that it counts among the wrong ones.
 */
export function readCredential(header: string | undefined): Credential {
  if (header === undefined) return { kind: 'none' };
  const basic = /^Basic +([\w+/=-]+)$/i.exec(header)?.[1];
  if (basic !== undefined) return { kind: 'key', key: keyIn(Buffer.from(basic, 'base64').toString(), ':') };
  const bearer = /^Bearer +([\w.~+/=-]+)$/i.exec(header)?.[1];
  if (bearer === undefined) return { kind: 'none' };
  if (bearer.startsWith('khk-')) return { kind: 'key', key: keyIn(bearer, '.') };
  return { kind: 'token', token: bearer };
}

function keyIn(text: string, separator: string): PresentedKey {
  const at = text.indexOf(separator);
  const [id, secret] = [text.slice(0, at), text.slice(at + 1)];
  return at > 0 && idForm.test(id) && secretForm.test(secret) ? { id, secret } : { id: '', secret: '' };
}
