import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { ConfigError, HubError } from '@kommunhub/schema';
import { seal, unseal } from './cipher.js';
import { NamndKeys } from './namnd-keys.js';

const KEY_BYTES = 32;
const WRAP_VERSION = 1;
const FIRST_DATA_KEY = 1;

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
  private readonly opened = new Map<string, NamndKeys>();
  private readonly wrappingKey: KeyObject;

  /** @throws ConfigError when the person key is not 32 bytes. */
  constructor(
    private readonly personKey: Buffer,
    private readonly database: RowSource,
    /** Where new keys come from; tests that need the same ids in every run give their own. */
    private readonly makeKey: () => Buffer = () => randomBytes(KEY_BYTES),
  ) {
    if (personKey.length !== KEY_BYTES) {
      throw new ConfigError('CONFIG_INVALID', `The person key must be ${KEY_BYTES} bytes.`);
    }
    this.wrappingKey = createSecretKey(this.derive('wrap'));
  }

  /**
   * Opens the keys of the nämnder that are not open yet.
   *
   * @throws HubError NOT_FOUND for a nämnd that is not registered.
   * @throws ConfigError when the person key is not the one that wrapped them.
   */
  async load(namndIds: readonly string[]): Promise<void> {
    const missing = [...new Set(namndIds)].filter((id) => !this.opened.has(id));
    if (missing.length === 0) return;
    const rows = (await this.database.query(
      `select namnd_id, identity_key_wrapped, data_key_wrapped, data_key_version
         from hub.namnd_keys where namnd_id = any ($1)`,
      [missing],
    )) as KeyRow[];
    for (const row of rows) this.opened.set(row.namnd_id, this.unwrap(row));
    const absent = missing.filter((id) => !this.opened.has(id));
    if (absent.length > 0)
      throw new HubError('NOT_FOUND', `No keys are registered for ${absent.join(', ')}.`);
  }

  /** The keys of a nämnd that {@link load} has opened. */
  namndKeys(namndId: string): NamndKeys {
    const keys = this.opened.get(namndId);
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

  /** A key for another use, as the authentication of cursors; the same in every process of the hub. */
  derive(use: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.personKey, '', `kommunhub ${use}`, KEY_BYTES));
  }

  private wrap(namndId: string, use: string, key: Buffer): Buffer {
    return seal(this.wrappingKey, WRAP_VERSION, `${namndId}\0${use}`, key);
  }

  private unwrap(row: KeyRow): NamndKeys {
    const open = (use: string, wrapped: Buffer) =>
      createSecretKey(unseal(this.wrappingKey, `${row.namnd_id}\0${use}`, wrapped));
    try {
      const identityKey = open('identity', row.identity_key_wrapped);
      return new NamndKeys(
        row.namnd_id,
        identityKey,
        open('data', row.data_key_wrapped),
        row.data_key_version,
      );
    } catch (cause) {
      throw new ConfigError(
        'CONFIG_INVALID',
        `The person key does not open the keys of nämnd ${row.namnd_id}; use the key that the hub was set up with.`,
        { cause },
      );
    }
  }
}
