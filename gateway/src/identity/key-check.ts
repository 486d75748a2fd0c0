import { HubError, purposesOf } from '@kommunhub/schema';
import { type ApiKey, isSecretOf, keyIssuer, type PresentedKey } from './api-keys.js';
import type { Identity } from './identity.js';

/** A key that fits nothing, as opposed to one that has ended: whoever guesses sends many of these. */
export class WrongKeyError extends HubError {
  constructor() {
    super('UNAUTHENTICATED', 'The key is not valid here.');
  }
}

/** Where keys are kept. */
export interface KeyStore {
  find(id: string): Promise<ApiKey | null>;
  /** Says that the key was used. */
  touch(id: string, at: Date): Promise<void>;
}

/** How long a key is believed without looking again: so long a revoked one may go on. */
const believedMs = 2_000;
/** The last use is written down this often at most. */
const touchedMs = 60_000;
/** More keys than that are looked up anew. */
const keptKeys = 1_000;

interface KnownKey {
  readonly key: ApiKey;
  readonly readAt: number;
  touchedAt: number;
}

/** Checks BI and service keys against the store. */
export class KeyCheck {
  readonly #known = new Map<string, KnownKey>();

  constructor(
    private readonly store: KeyStore,
    private readonly clock: () => Date,
  ) {}

  /** Who the key speaks for. @throws HubError UNAUTHENTICATED; which of id and secret is wrong is not told. */
  async verify({ id, secret }: PresentedKey): Promise<Identity & Pick<ApiKey, 'scope'>> {
    const now = this.clock();
    const known = await this.#find(id, now);
    if (!isSecretOf(known?.key ?? null, secret) || known === null) throw new WrongKeyError();
    const { key } = known;
    if (key.revokedAt !== null) throw new HubError('UNAUTHENTICATED', 'The key has been revoked.');
    if (key.expiresAt <= now)
      throw new HubError(
        'UNAUTHENTICATED',
        'The key has expired; make a new one with "npx kommunhub key create".',
      );
    if (now.getTime() - known.touchedAt >= touchedMs) {
      known.touchedAt = now.getTime();
      await this.store.touch(id, now);
    }
    return {
      issuer: keyIssuer,
      subject: id,
      role: key.role,
      kommunCode: key.scope.kommunCodes[0] ?? null,
      namndId: key.namndId,
      purposes: purposesOf(key.role),
      staffKey: null,
      functions: [],
      scope: key.scope,
    };
  }

  async #find(id: string, now: Date): Promise<KnownKey | null> {
    const known = this.#known.get(id);
    if (known !== undefined && now.getTime() - known.readAt < believedMs) return known;
    const key = id === '' ? null : await this.store.find(id);
    this.#known.delete(id);
    if (key === null) return null;
    const found = { key, readAt: now.getTime(), touchedAt: known?.touchedAt ?? Number.NEGATIVE_INFINITY };
    this.#known.set(id, found);
    if (this.#known.size > keptKeys) this.#known.delete(this.#known.keys().next().value ?? '');
    return found;
  }
}
