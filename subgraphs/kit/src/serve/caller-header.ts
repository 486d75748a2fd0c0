import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Caller } from '@kommunhub/schema';

/** The header that carries the caller from one part of the hub to another. */
export const CALLER_HEADER = 'kommunhub-caller';

const LIFETIME_MS = 30_000;

interface SignedCaller {
  readonly caller: Caller;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly nonce: string;
  /** SHA-256 of the request's body. */
  readonly body: string;
}

/** Makes the header's value for one request: good for this body, once, for 30 seconds. */
export function signCaller(secret: Buffer, caller: Caller, body: string | Buffer, now = Date.now()): string {
  const signed: SignedCaller = {
    caller,
    expires: now + LIFETIME_MS,
    nonce: randomUUID(),
    body: digest(body),
  };
  const payload = Buffer.from(JSON.stringify(signed)).toString('base64url');
  return `${payload}.${mac(secret, payload).toString('base64url')}`;
}

/** Checks headers and remembers their nonces, so that none is taken twice. */
export class CallerVerifier {
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly secret: Buffer,
    private readonly clock: () => number = Date.now,
  ) {}

  /** The caller, or null when the header is forged, late, used before or of another body. */
  verify(header: string | undefined, body: string | Buffer): Caller | null {
    const [payload, signature, ...rest] = header?.split('.') ?? [];
    if (payload === undefined || signature === undefined || rest.length > 0) return null;
    const expected = mac(this.secret, payload);
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const signed = JSON.parse(Buffer.from(payload, 'base64url').toString()) as SignedCaller;
    if (signed.body !== digest(body) || !this.isFresh(signed)) return null;
    return signed.caller;
  }

  private isFresh({ expires, nonce }: SignedCaller): boolean {
    const now = this.clock();
    // A nonce is forgotten when its header would be refused as late anyway; the map keeps the order of coming.
    for (const [old, end] of this.seen) {
      if (end >= now) break;
      this.seen.delete(old);
    }
    if (expires < now || expires > now + LIFETIME_MS * 2 || this.seen.has(nonce)) return false;
    this.seen.set(nonce, expires);
    return true;
  }
}

function mac(secret: Buffer, payload: string): Buffer {
  return createHmac('sha256', secret).update(`kommunhub caller\0${payload}`).digest();
}

function digest(body: string | Buffer): string {
  return createHash('sha256').update(body).digest('base64url');
}
