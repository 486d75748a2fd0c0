import { createHmac, type KeyObject } from 'node:crypto';
import type { HubRecord, RecordKind } from '@kommunhub/schema';
import { canonicalJson } from './canonical-json.js';
import { seal, unseal, versionOf } from './cipher.js';

/** Data keys of a nämnd by version: the one in force, and during a renewal the next or the former. */
export interface DataKeys {
  readonly current: number;
  readonly byVersion: ReadonlyMap<number, KeyObject>;
}

/** The opened keys of one nämnd. They live in memory only. */
export class NamndKeys {
  constructor(
    readonly namndId: string,
    private readonly identityKey: KeyObject,
    private dataKeys: DataKeys,
  ) {}

  /** The version of the data key that values are sealed with now. */
  get dataKeyVersion(): number {
    return this.dataKeys.current;
  }

  /** Takes the data keys as they are now; whoever holds these keys seals and opens with them from here on. */
  renew(dataKeys: DataKeys): void {
    this.dataKeys = dataKeys;
  }

  /**
   * The id that leaves the database: kommun code, `-`, and 128 bits of an HMAC
   * over the source and its own id, which may hold a personnummer and is not
   * to be guessed from the outside.
   */
  opaqueId(kind: RecordKind, kommunCode: string, sourceId: string, key: string): string {
    return `${kommunCode}-${this.opaqueKey(kind, sourceId, key)}`;
  }

  /** The part of an opaque id after the kommun code. */
  opaqueKey(kind: RecordKind, sourceId: string, key: string): string {
    return this.identityHmac('id', `${kind}\0${sourceId}\0${key}`).toString('hex', 0, 16);
  }

  /** Equal for equal plaintext content, whatever the order of its members. */
  contentHash(record: HubRecord | object): Buffer {
    return this.identityHmac('content', canonicalJson(record));
  }

  /** What a normalised personnummer, name or case number is found by. */
  lookupHash(normalised: string): Buffer {
    return this.identityHmac('lookup', normalised);
  }

  encrypt(table: string, id: string, column: string, plain: string | Buffer): Buffer {
    const bytes = typeof plain === 'string' ? Buffer.from(plain) : plain;
    const { current, byVersion } = this.dataKeys;
    return seal(byVersion.get(current)!, current, this.place(table, id, column), bytes);
  }

  /** Throws when the value was not encrypted for this nämnd, table, id and column. */
  decrypt(table: string, id: string, column: string, sealed: Buffer): string {
    return this.decryptBytes(table, id, column, sealed).toString();
  }

  /** The same for what is no text. */
  decryptBytes(table: string, id: string, column: string, sealed: Buffer): Buffer {
    const key = this.dataKeys.byVersion.get(versionOf(sealed));
    if (key === undefined) {
      throw new Error(
        `A value in ${table}.${column} is sealed with a version of the data key that is not open.`,
      );
    }
    return unseal(key, this.place(table, id, column), sealed);
  }

  private place(table: string, id: string, column: string): string {
    return `${this.namndId}\0${table}\0${id}\0${column}`;
  }

  // The uses are kept apart, so that a lookup hash never equals an id of the same text.
  private identityHmac(use: 'id' | 'content' | 'lookup', text: string): Buffer {
    const hmac = createHmac('sha256', this.identityKey);
    return (use === 'id' ? hmac : hmac.update(`${use}\0`)).update(text).digest();
  }
}
