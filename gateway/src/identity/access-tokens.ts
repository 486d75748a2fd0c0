import { HubError } from '@kommunhub/schema';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { FetchRefusal, JsonFetcher } from './fetch-json.js';
import type { Identity } from './identity.js';
import { IssuerKeys } from './issuer-keys.js';
import type { Issuer } from './issuers-file.js';
import type { Reach } from './reachable-address.js';
import { readClaims } from './read-claims.js';

export interface AccessTokensOptions {
  readonly issuers: readonly Issuer[];
  readonly reach: Reach;
  readonly clock: () => Date;
  /** Told when an issuer could not be asked for its keys; no secret is in the words. */
  readonly onFailure: (issuer: string, reason: string) => void;
}

/** Longer texts are no access tokens. */
const longestToken = 16_384;

/** Checks the access tokens of the issuers that the operator has named; takes nothing from others. */
export class AccessTokens {
  readonly #issuers: ReadonlyMap<string, { readonly issuer: Issuer; readonly keys: IssuerKeys }>;
  readonly #fetcher: JsonFetcher;

  constructor(private readonly options: AccessTokensOptions) {
    const { issuers, reach, clock, onFailure } = options;
    const fetcher = new JsonFetcher(reach);
    this.#fetcher = fetcher;
    this.#issuers = new Map(
      issuers.map((issuer) => {
        const now = () => clock().getTime();
        const keys = new IssuerKeys({ issuer: issuer.issuer, fetcher, clock: now, onFailure });
        return [issuer.issuer, { issuer, keys }];
      }),
    );
  }

  /** Asks every issuer for its keys, so that a start tells which one is away; none stops the start. */
  async warmUp(): Promise<void> {
    await Promise.allSettled([...this.#issuers.values()].map(({ keys }) => keys.fetch()));
  }

  /** Who the token speaks for. @throws HubError UNAUTHENTICATED */
  async verify(token: string): Promise<Identity> {
    const { issuer, keys } = this.#issuerOf(token);
    try {
      const { payload } = await jwtVerify(token, (header, jws) => keys.find(header, jws), {
        issuer: issuer.issuer,
        audience: issuer.audience,
        algorithms: [...issuer.algorithms],
        typ: issuer.tokenType,
        clockTolerance: issuer.clockSkewSeconds,
        maxTokenAge: issuer.maxTokenMinutes * 60,
        currentDate: this.options.clock(),
        requiredClaims: ['exp', 'iat', 'sub'],
      });
      return readClaims(issuer, payload);
    } catch (cause) {
      if (cause instanceof HubError) throw cause;
      throw refused(reasonOf(cause), cause);
    }
  }

  close(): Promise<void> {
    return this.#fetcher.close();
  }

  /** Found by what the token says of itself; only the signature shows whether that is true. */
  #issuerOf(token: string) {
    try {
      if (token.length > longestToken) throw new Error('too long');
      // Refuses what is no signed token before anything of it is used.
      decodeProtectedHeader(token);
      const found = this.#issuers.get(decodeJwt(token).iss ?? '');
      if (found !== undefined) return found;
    } catch (cause) {
      throw refused('it cannot be read', cause);
    }
    throw refused('its issuer is not known here');
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof errors.JWTExpired)
    return 'it has expired, or is older than its issuer’s tokens may be';
  if (cause instanceof errors.JWTClaimValidationFailed) return `its "${cause.claim}" is not what it must be`;
  if (cause instanceof FetchRefusal) return 'the keys of its issuer cannot be had at the moment';
  return 'its signature cannot be trusted';
}

function refused(reason: string, cause?: unknown): HubError {
  return new HubError('UNAUTHENTICATED', `The token is not taken: ${reason}.`, { cause });
}
