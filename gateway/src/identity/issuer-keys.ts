import {
  createLocalJWKSet,
  errors,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWTHeaderParameters,
} from 'jose';
import { z } from 'zod';
import { FetchRefusal, type JsonFetcher } from './fetch-json.js';

const discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });
const keySet = z.object({
  keys: z
    .array(z.looseObject({ kty: z.string() }))
    .min(1)
    .max(100),
});

/** After so long the keys are asked for again, so that a key the issuer has withdrawn ends. */
const freshMs = 10 * 60_000;
/** An unknown key id makes the issuer be asked again, but no more often than this: anybody can invent ids. */
const cooldownMs = 30_000;
/** So long keys stay good while the issuer does not answer. */
const staleMs = 24 * 3_600_000;

export interface IssuerKeysOptions {
  readonly issuer: string;
  readonly fetcher: Pick<JsonFetcher, 'fetch'>;
  readonly clock: () => number;
  /** Told when the issuer could not be asked. */
  readonly onFailure: (issuer: string, reason: string) => void;
}

type KeyFinder = ReturnType<typeof createLocalJWKSet>;

/**
 * The public keys of one issuer, found by discovery.
 *
 * While the issuer is away the keys known from before keep working for a day.
 */
export class IssuerKeys {
  #find: KeyFinder | undefined;
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<void> | undefined;

  constructor(private readonly options: IssuerKeysOptions) {}

  /** The key that made the signature. @throws FetchRefusal when there are no keys; errors.JWKSNoMatchingKey. */
  async find(header: JWTHeaderParameters, token: FlattenedJWSInput) {
    const age = this.options.clock() - this.#fetchedAt;
    if (this.#find === undefined || age > staleMs) await this.fetch();
    // Old keys serve while new ones are on their way.
    else if (age > freshMs && this.#mayTry()) void this.fetch().catch(() => {});
    try {
      return await this.#finder()(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !this.#mayTry()) throw error;
      await this.fetch();
      return this.#finder()(header, token);
    }
  }

  /** Asks the issuer now; those who ask at the same time wait for the same answer. @throws FetchRefusal */
  fetch(): Promise<void> {
    this.#fetching ??= this.#load().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  #mayTry(): boolean {
    return this.options.clock() - this.#triedAt >= cooldownMs;
  }

  #finder(): KeyFinder {
    if (this.#find === undefined)
      throw new FetchRefusal(`${this.options.issuer} has not been asked for its keys yet`);
    return this.#find;
  }

  async #load(): Promise<void> {
    const { issuer, fetcher, clock, onFailure } = this.options;
    const isUseless = this.#find === undefined || clock() - this.#fetchedAt > staleMs;
    if (isUseless && !this.#mayTry())
      throw new FetchRefusal(`${issuer} could not be asked for its keys a moment ago`);
    this.#triedAt = clock();
    try {
      const base = issuer.replace(/\/$/, '');
      const found = discovery.safeParse(await fetcher.fetch(`${base}/.well-known/openid-configuration`));
      if (!found.success || found.data.issuer !== issuer)
        throw new FetchRefusal(`${issuer} does not describe itself under its own name`);
      const keys = keySet.safeParse(await fetcher.fetch(found.data.jwks_uri));
      if (!keys.success) throw new FetchRefusal(`${issuer} answered no set of keys`);
      this.#find = createLocalJWKSet(keys.data as JSONWebKeySet);
      this.#fetchedAt = clock();
    } catch (error) {
      onFailure(issuer, error instanceof FetchRefusal ? error.message : 'it could not be asked');
      throw error;
    }
  }
}
