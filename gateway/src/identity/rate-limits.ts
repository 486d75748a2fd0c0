import { isIPv6 } from 'node:net';
import { HubError } from '@kommunhub/schema';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Requests a minute; 0 is without end. */
export interface RateSettings {
  readonly perCaller: number;
  readonly perKey: number;
  readonly wrongKeysPerAddress: number;
}

/** Too much in a minute; leaves as 429 with Retry-After. */
export class RateLimitedError extends HubError {
  constructor(readonly retryAfterSeconds: number) {
    super('RATE_LIMITED', `More was asked than may be; ask again in ${retryAfterSeconds} seconds.`);
  }
}

const minute = 60;

/** Counts requests of this process, by caller, by key, and wrong keys by address. */
export class RateLimits {
  readonly #callers: RateLimiterMemory | null;
  readonly #keys: RateLimiterMemory | null;
  readonly #wrongKeys: RateLimiterMemory;

  constructor({ perCaller, perKey, wrongKeysPerAddress }: RateSettings) {
    const limiter = (points: number) => new RateLimiterMemory({ points, duration: minute });
    this.#callers = perCaller === 0 ? null : limiter(perCaller);
    this.#keys = perKey === 0 ? null : limiter(perKey);
    this.#wrongKeys = limiter(wrongKeysPerAddress);
  }

  /** @throws RateLimitedError */
  async countCaller(issuer: string, subject: string): Promise<void> {
    await consume(this.#callers, `${issuer} ${subject}`);
  }

  /** @throws RateLimitedError */
  async countKey(id: string): Promise<void> {
    await consume(this.#keys, id);
  }

  /** Asked before a key is looked up. @throws RateLimitedError when too many wrong ones came from the address. */
  async assertMayTryKey(address: string): Promise<void> {
    const so = await this.#wrongKeys.get(networkOf(address));
    if (so !== null && so.consumedPoints >= this.#wrongKeys.points) throw limited(so);
  }

  /** Says whether the address has just used up its attempts. */
  async countWrongKey(address: string): Promise<boolean> {
    // Beyond the limit the limiter rejects with how far beyond.
    const so = await this.#wrongKeys.consume(networkOf(address)).catch((beyond: RateLimiterRes) => beyond);
    return so.consumedPoints === this.#wrongKeys.points;
  }
}

/** One household has a whole /64 of IPv6: single addresses there are as many as anybody likes. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const zeros = Array(Math.max(0, 8 - groups(head).length - groups(tail).length)).fill('0');
  return [...groups(head), ...zeros, ...groups(tail)].slice(0, 4).join(':');
}

async function consume(limiter: RateLimiterMemory | null, key: string): Promise<void> {
  await limiter?.consume(key).catch((reason: unknown) => {
    throw reason instanceof RateLimiterRes ? limited(reason) : reason;
  });
}

function limited({ msBeforeNext }: RateLimiterRes): RateLimitedError {
  return new RateLimitedError(Math.max(1, Math.ceil(msBeforeNext / 1_000)));
}
