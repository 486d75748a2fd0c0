import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { ConfigError, HubError } from '@kommunhub/schema';
import { seal, unseal } from './cipher.js';
import { type DataKeys, NamndKeys } from './namnd-keys.js';

const KEY_BYTES = 32;
const WRAP_VERSION = 1;
const FIRST_DATA_KEY = 1;
/** How long opened keys are used at most without asking whether they have been renewed. */
export const KEYS_FRESH_MS = 45_000;
/** A hub asks oftener, so that no request has to wait for it. */
const ASK_EVERY_MS = 15_000;

/** New keys of a nämnd as they are stored: wrapped by the person key. */
export interface WrappedKeys {
  readonly identityKey: Buffer;
  readonly dataKey: Buffer;
  readonly dataKeyVersion: number;
}

interface KeyRow {
  namnd_id: string;
  identity_key_wrapped: Buffer;
  data_key_wrapped: Buffer;
  data_key_version: number;
  others: readonly { readonly version: number; readonly wrapped: string }[] | null;
}

/** Anything that answers a query with rows: a DataSource, a query runner, a session. */
export interface RowSource {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/**
 * The keys of all nämnder, opened by the person key when first needed and kept
 * in memory. The person key itself is never stored in the database.
 */
export class KeyRing {
  private readonly opened = new Map<string, { keys: NamndKeys; askedAt: number }>();
  private readonly wrappingKey: KeyObject;

  /** @throws ConfigError when the person key is not 32 bytes. */
  constructor(
    private readonly personKey: Buffer,
    private readonly database: RowSource,
    /** Where new keys come from; tests that need the same ids in every run give their own. */
    private readonly makeKey: () => Buffer = () => randomBytes(KEY_BYTES),
    private readonly freshMs = KEYS_FRESH_MS,
  ) {
    if (personKey.length !== KEY_BYTES) {
      throw new ConfigError('CONFIG_INVALID', `The person key must be ${KEY_BYTES} bytes.`);
    }
    this.wrappingKey = createSecretKey(this.derive('wrap'));
  }

  /**
   * Opens the keys of the nämnder that are not open yet, and asks anew for
   * those opened a while ago: a data key may have been renewed, a nämnd left.
   *
   * @throws HubError NOT_FOUND for a nämnd that is not registered.
   * @throws ConfigError when the person key is not the one that wrapped them.
   */
  async load(namndIds: readonly string[]): Promise<void> {
    const stale = Date.now() - this.freshMs;
    await this.ask(namndIds.filter((id) => (this.opened.get(id)?.askedAt ?? 0) <= stale));
  }

  /** The same, asking for all of them now: before something long begins that seals with them. */
  async refresh(namndIds: readonly string[]): Promise<void> {
    await this.ask(namndIds);
  }

  /**
   * Asks anew for all open keys every few seconds, apart from any request: one
   * that waited for it while it holds a connection could wait for itself.
   * Gives what ends it.
   */
  keepFresh(onFailure: (error: unknown) => void): () => Promise<void> {
    let asking: Promise<void> = Promise.resolve();
    const timer = setInterval(() => {
      asking = asking.then(() => this.askForOpened()).catch(onFailure);
    }, ASK_EVERY_MS).unref();
    return async () => {
      clearInterval(timer);
      await asking;
    };
  }

  /** A nämnd that has left is no failure here: its keys are gone from memory then. */
  private async askForOpened(): Promise<void> {
    await this.ask([...this.opened.keys()]).catch((error) => {
      if (!(error instanceof HubError && error.code === 'NOT_FOUND')) throw error;
    });
  }

  private async ask(namndIds: readonly string[]): Promise<void> {
    if (namndIds.length === 0) return;
    const askedAt = Date.now();
    const rows = (await this.database.query(
      `select namnd_id, identity_key_wrapped, data_key_wrapped, data_key_version,
              (select jsonb_agg(jsonb_build_object('version', version, 'wrapped', encode(other.data_key_wrapped, 'hex')))
                 from hub.other_data_keys other where other.namnd_id = keys.namnd_id) as others
         from hub.namnd_keys keys where namnd_id = any ($1)`,
      [[...new Set(namndIds)]],
    )) as KeyRow[];
    const found = new Map(rows.map((row) => [row.namnd_id, row]));
    const absent: string[] = [];
    for (const id of namndIds) {
      const row = found.get(id);
      if (row !== undefined) this.open(row, askedAt);
      else {
        this.opened.delete(id);
        absent.push(id);
      }
    }
    if (absent.length > 0)
      throw new HubError('NOT_FOUND', `No keys are registered for ${absent.join(', ')}.`);
  }

  private open(row: KeyRow, askedAt: number): void {
    const known = this.opened.get(row.namnd_id);
    const keys = this.unwrap(row);
    if (known === undefined)
      this.opened.set(row.namnd_id, { keys: new NamndKeys(row.namnd_id, ...keys), askedAt });
    else {
      known.keys.renew(keys[1]);
      known.askedAt = askedAt;
    }
  }

  /** The keys of a nämnd that {@link load} has opened. */
  namndKeys(namndId: string): NamndKeys {
    const keys = this.opened.get(namndId)?.keys;
    if (keys === undefined) throw new HubError('NOT_FOUND', `The keys of nämnd ${namndId} are not open.`);
    return keys;
  }

  /** Makes a new pair for a nämnd, wrapped for storage; nothing is stored here. */
  wrapNew(namndId: string): WrappedKeys {
    return {
      identityKey: this.wrap(namndId, 'identity', this.makeKey()),
      dataKey: this.wrap(namndId, 'data', this.makeKey()),
      dataKeyVersion: FIRST_DATA_KEY,
    };
  }

  /** A data key to follow the one in force, wrapped for storage. */
  wrapNewDataKey(namndId: string): Buffer {
    return this.wrap(namndId, 'data', this.makeKey());
  }

  /** A wrapped key as it would be under another person key; `use` is what it was wrapped for. */
  rewrap(namndId: string, use: 'identity' | 'data', wrapped: Buffer, other: KeyRing): Buffer {
    return other.wrap(namndId, use, unseal(this.wrappingKey, `${namndId}\0${use}`, wrapped));
  }

  /** A key for another use, as the authentication of cursors; the same in every process of the hub. */
  derive(use: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.personKey, '', `kommunhub ${use}`, KEY_BYTES));
  }

  private wrap(namndId: string, use: string, key: Buffer): Buffer {
    return seal(this.wrappingKey, WRAP_VERSION, `${namndId}\0${use}`, key);
  }

  private unwrap(row: KeyRow): [identityKey: KeyObject, dataKeys: DataKeys] {
    const open = (use: string, wrapped: Buffer) =>
      createSecretKey(unseal(this.wrappingKey, `${row.namnd_id}\0${use}`, wrapped));
    try {
      const byVersion = new Map([[row.data_key_version, open('data', row.data_key_wrapped)]]);
      for (const { version, wrapped } of row.others ?? [])
        byVersion.set(version, open('data', Buffer.from(wrapped, 'hex')));
      return [open('identity', row.identity_key_wrapped), { current: row.data_key_version, byVersion }];
    } catch (cause) {
      throw new ConfigError(
        'CONFIG_INVALID',
        `The person key does not open the keys of nämnd ${row.namnd_id}; use the key that the hub was set up with.`,
        { cause },
      );
    }
  }
}
