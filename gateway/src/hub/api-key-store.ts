import type { ApiKey, KeyRole } from '../identity/api-keys.js';
import type { KeyStore } from '../identity/key-check.js';

/** Runs a statement and gives its rows, as whichever login. */
export type RunSql = <Row>(sql: string, parameters: readonly unknown[]) => Promise<readonly Row[]>;

interface KeyRow {
  readonly id: string;
  readonly secret_hash: Buffer;
  readonly name: string;
  readonly role: KeyRole;
  readonly namnd_id: string | null;
  readonly source_id: string | null;
  readonly kommun_codes: readonly string[];
  readonly tables: readonly string[] | null;
  readonly created_by: string;
  readonly created_at: string | Date;
  readonly expires_at: string | Date;
  readonly last_used_at: string | Date | null;
  readonly revoked_at: string | Date | null;
}

/** A key to be stored: what it is called and reaches, and until when. */
export interface NewKey extends Omit<ApiKey, 'revokedAt'> {
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** What the list of keys tells; nothing of the secret. */
export interface ListedKey {
  readonly id: string;
  readonly name: string;
  readonly role: KeyRole;
  readonly namndId: string | null;
  readonly sourceId: string | null;
  readonly kommunCodes: readonly string[];
  readonly tables: readonly string[] | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

/** Keys as the running hub sees them, as hub_app. */
export function storedKeys(run: RunSql): KeyStore {
  return {
    async find(id) {
      const [row] = await run<KeyRow>('select * from hub.api_keys where id = $1', [id]);
      return row === undefined ? null : keyOf(row);
    },
    async touch(id, at) {
      await run(
        `update hub.api_keys set last_used_at = $2
          where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')`,
        [id, at],
      );
    },
  };
}

/** Stores a new key, as the owner. */
export async function storeKey(run: RunSql, key: NewKey): Promise<void> {
  const { scope } = key;
  await run(
    `insert into hub.api_keys (id, secret_hash, name, role, namnd_id, source_id, kommun_codes, tables,
                               created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[key.id, key.secretHash, key.name, key.role, key.namndId, scope.sourceId, scope.kommunCodes],
      ...[scope.tables, key.createdBy, key.createdAt, key.expiresAt],
    ],
  );
}

/** All keys, the newest first; those revoked or expired too. */
export async function listKeys(run: RunSql): Promise<readonly ListedKey[]> {
  const rows = await run<KeyRow>('select * from hub.api_keys order by created_at desc, id', []);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role,
    namndId: row.namnd_id,
    sourceId: row.source_id,
    kommunCodes: row.kommun_codes,
    tables: row.tables,
    createdBy: row.created_by,
    createdAt: instant(row.created_at) ?? '',
    expiresAt: instant(row.expires_at) ?? '',
    lastUsedAt: instant(row.last_used_at),
    revokedAt: instant(row.revoked_at),
  }));
}

/** Revokes a key; false when there is none with the id. Twice keeps the first moment. */
export async function revokeKey(run: RunSql, id: string, at: Date): Promise<boolean> {
  const rows = await run(
    'update hub.api_keys set revoked_at = coalesce(revoked_at, $2) where id = $1 returning id',
    [id, at],
  );
  return rows.length > 0;
}

function keyOf(row: KeyRow): ApiKey {
  return {
    id: row.id,
    secretHash: row.secret_hash,
    role: row.role,
    namndId: row.namnd_id,
    scope: { sourceId: row.source_id, kommunCodes: row.kommun_codes, tables: row.tables },
    expiresAt: new Date(row.expires_at),
    revokedAt: row.revoked_at === null ? null : new Date(row.revoked_at),
  };
}

function instant(value: string | Date | null): string | null {
  return value === null ? null : new Date(value).toISOString();
}
