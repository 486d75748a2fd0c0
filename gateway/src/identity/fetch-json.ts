import { lookup as lookUpHost } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, fetch } from 'undici';
import { isLoopback, type Reach, refusalOfAddress } from './reachable-address.js';

/** Larger answers are not an issuer's. */
const largestAnswer = 512 * 1024;
const patienceMs = 5_000;

/** What an issuer answered, or why it was not asked; the message names the host and never the content. */
export class FetchRefusal extends Error {}

/**
 * Fetches JSON from an issuer.
 *
 * TLS only, no redirects, no address inside the house unless allowed, bounded
 * in size and time. The address is checked as it is connected to, so that a
 * name that changes its address between looking and asking gains nothing.
 *
 * @throws FetchRefusal
 */
export class JsonFetcher {
  readonly #agent: Agent;

  constructor(private readonly reach: Reach) {
    this.#agent = new Agent({
      connect: { lookup: guardedLookup(reach), timeout: patienceMs },
      headersTimeout: patienceMs,
      bodyTimeout: patienceMs,
      pipelining: 0,
    });
  }

  async fetch(address: string): Promise<unknown> {
    const url = this.checked(address);
    try {
      const response = await fetch(url, {
        dispatcher: this.#agent,
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceMs),
        headers: { accept: 'application/json' },
      });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new FetchRefusal(`${url.host} answered ${response.status}; redirects are not followed`);
      }
      return JSON.parse(await readBounded(response.body, url.host));
    } catch (cause) {
      const known = refusalIn(cause);
      if (known !== null) throw known;
      if (cause instanceof SyntaxError)
        throw new FetchRefusal(`${url.host} answered something that is not JSON`);
      throw new FetchRefusal(`${url.host} does not answer`, { cause });
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  private checked(address: string): URL {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (url === null) throw new FetchRefusal('the address is not a URL');
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (url.username !== '' || url.password !== '')
      throw new FetchRefusal(`${host}: no password goes into a URL`);
    const mayBePlain = this.reach.mayBeLoopback && isLoopback(host);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && mayBePlain))
      throw new FetchRefusal(`${host}: the address must begin with https://`);
    // A literal address is connected to without a look-up.
    const refusal = isIP(host) === 0 ? null : refusalOfAddress(host, host, this.reach);
    if (refusal !== null) throw new FetchRefusal(`${host} is not asked: ${refusal}`);
    return url;
  }
}

function guardedLookup(reach: Reach): LookupFunction {
  return (host, options, done) => {
    lookUpHost(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0);
      // One address out of bounds spoils them all: which one is used is chance.
      for (const { address } of found) {
        const refusal = refusalOfAddress(host, address, reach);
        if (refusal !== null) return done(new FetchRefusal(`${host} is not asked: ${refusal}`), '', 0);
      }
      const [first] = found;
      if (options.all) return done(null, found);
      return done(null, first?.address ?? '', first?.family ?? 0);
    });
  };
}

async function readBounded(body: AsyncIterable<Uint8Array> | null, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > largestAnswer) throw new FetchRefusal(`${host} answered more than ${largestAnswer} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refusalIn(error: unknown): FetchRefusal | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof FetchRefusal) return current;
  }
  return null;
}
