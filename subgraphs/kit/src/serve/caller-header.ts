import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Caller } from '@kommunhub/schema';
import type { UsedHeaders } from './used-headers.js';

/** The header that carries the caller from one part of the hub to another. */
export const CALLER_HEADER = 'kommunhub-caller';

const LIFETIME_MS = 30_000;

/** What a header is good for: this caller asking this part with this body. */
export interface SignedRequest {
  readonly caller: Caller;
  /** Name of the part that is asked. */
  readonly part: string;
  readonly body: string | Buffer;
}

interface SignedCaller {
  readonly caller: Caller;
  readonly part: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly nonce: string;
  /** SHA-256 of the request's body. */
  readonly body: string;
}

/** Makes the header's value for one request: good for this part and body, once, for 30 seconds. */
export function signCaller(secret: Buffer, { caller, part, body }: SignedRequest, now = Date.now()): string {
  const signed: SignedCaller = {
    caller,
    part,
    expires: now + LIFETIME_MS,
    nonce: randomUUID(),
    body: digest(body),
  };
  const payload = Buffer.from(JSON.stringify(signed)).toString('base64url');
  return `${payload}.${mac(secret, payload).toString('base64url')}`;
}

interface VerifierOptions {
  readonly secret: Buffer;
  /** Name of the part that checks. */
  readonly part: string;
  readonly usedHeaders: UsedHeaders;
  readonly clock?: () => number;
}

/** Checks headers, each of which is taken once by all replicas of the part together. */
export class CallerVerifier {
  constructor(private readonly options: VerifierOptions) {}

  /** The caller, or null when the header is forged, late, used before, or of another part or body. */
  async verify(header: string | undefined, body: string | Buffer): Promise<Caller | null> {
    const { secret, part, usedHeaders, clock = Date.now } = this.options;
    const [payload, signature, ...rest] = header?.split('.') ?? [];
    if (payload === undefined || signature === undefined || rest.length > 0) return null;
    const expected = mac(secret, payload);
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const signed = JSON.parse(Buffer.from(payload, 'base64url').toString()) as SignedCaller;
    if (signed.part !== part || signed.body !== digest(body)) return null;
    const now = clock();
    if (signed.expires < now || signed.expires > now + LIFETIME_MS * 2) return null;
    return (await usedHeaders.use(signed.nonce, signed.expires, now)) ? signed.caller : null;
  }
}

function mac(secret: Buffer, payload: string): Buffer {
  return createHmac('sha256', secret).update(`kommunhub caller\0${payload}`).digest();
}

function digest(body: string | Buffer): string {
  return createHash('sha256').update(body).digest('base64url');
}
