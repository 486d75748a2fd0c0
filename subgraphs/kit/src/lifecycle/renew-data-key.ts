import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError, HubError } from '@kommunhub/schema';
import type { Client } from 'pg';
import { KEYS_FRESH_MS, type KeyRing } from '../keys/key-ring.js';
import { asNamnd, withLifecycle } from './as-namnd.js';
import { tryLockSources } from './lock-sources.js';
import { type SealedColumn, sealedColumnsInDatabase } from './sealed-columns.js';

export interface RenewOptions {
  /** Address of the login `hub_lifecycle`. */
  readonly url: string;
  readonly keyRing: KeyRing;
  readonly columns: readonly SealedColumn[];
  /** How long every process of the hub may take to hear of another key. */
  readonly settleMs?: number;
  readonly onProgress?: (values: number) => void;
  readonly signal?: AbortSignal;
}

export interface RenewedKey {
  readonly namndId: string;
  readonly version: number;
  /** Values sealed anew by this call. */
  readonly values: number;
}

/** Nobody uses keys longer without asking; the same again is for what is under way then. */
const SETTLE_MS = 2 * KEYS_FRESH_MS;
const VALUES_AT_A_TIME = 500;
/** The first byte of a sealed value names its key. */
const VERSIONS = 255;

/**
 * Gives a nämnd a new data key: makes it known, puts it in force, seals every
 * value with it, and destroys the former when nothing is sealed with that any
 * more. The hub reads and writes meanwhile.
 *
 * Each step is kept in the database. A call that finds a renewal begun, cut
 * off at whatever place, goes on with it.
 *
 * @throws ConfigError when a sealed column is not known: its values would be lost with the former key.
 */
export async function renewDataKey(namndId: string, options: RenewOptions): Promise<RenewedKey> {
  return withLifecycle(options.url, async (connection) => {
    const columns = await knownColumns(connection, options.columns);
    const renewal = new Renewal(connection, namndId, { ...options, columns });
    await renewal.begin();
    await renewal.settled('NEXT');
    const version = await renewal.putInForce();
    let values = await renewal.sealAnew(0);
    await renewal.settled('FORMER');
    // Who had not heard of the new key has now; what was sealed with the former until then is found here.
    values = await renewal.sealAnew(values);
    await renewal.destroyFormer();
    return { namndId, version, values };
  });
}

/** Nämnder whose renewal was begun and not ended. */
export async function unfinishedRenewals(url: string): Promise<string[]> {
  return withLifecycle(url, async (connection) => {
    const { rows } = await connection.query<{ namnd_id: string }>(
      'select distinct namnd_id from hub.other_data_keys order by 1',
    );
    return rows.map((row) => row.namnd_id);
  });
}

class Renewal {
  constructor(
    private readonly connection: Client,
    private readonly namndId: string,
    private readonly options: RenewOptions,
  ) {}

  async begin(): Promise<void> {
    await this.inForce(async (current) => {
      const { rows } = await this.connection.query(
        'select from hub.other_data_keys where namnd_id = $1 limit 1',
        [this.namndId],
      );
      if (rows.length > 0) return;
      await this.connection.query(
        `insert into hub.other_data_keys (namnd_id, version, data_key_wrapped, state) values ($1, $2, $3, 'NEXT')`,
        [this.namndId, (current % VERSIONS) + 1, this.options.keyRing.wrapNewDataKey(this.namndId)],
      );
    });
  }

  /** Waits until every process has heard of the key in that state. */
  async settled(state: 'NEXT' | 'FORMER'): Promise<void> {
    const { settleMs = SETTLE_MS, signal } = this.options;
    const { rows } = await this.connection.query<{ age: number }>(
      `select (extract(epoch from clock_timestamp() - since) * 1000)::float8 as age from hub.other_data_keys
        where namnd_id = $1 and state = $2`,
      [this.namndId, state],
    );
    const [key] = rows;
    if (key !== undefined && key.age < settleMs)
      await pause(settleMs - key.age, undefined, { ...(signal && { signal }) });
  }

  /** Makes the next key the one in force and the one in force the former; gives the version in force. */
  async putInForce(): Promise<number> {
    return this.inForce(async (current) => {
      const { rows } = await this.connection.query<{ version: number; data_key_wrapped: Buffer }>(
        `delete from hub.other_data_keys where namnd_id = $1 and state = 'NEXT' returning version, data_key_wrapped`,
        [this.namndId],
      );
      const [next] = rows;
      if (next === undefined) return current;
      await this.connection.query(
        `insert into hub.other_data_keys (namnd_id, version, data_key_wrapped, state)
         select namnd_id, data_key_version, data_key_wrapped, 'FORMER' from hub.namnd_keys where namnd_id = $1`,
        [this.namndId],
      );
      await this.connection.query(
        'update hub.namnd_keys set data_key_wrapped = $2, data_key_version = $3 where namnd_id = $1',
        [this.namndId, next.data_key_wrapped, next.version],
      );
      return next.version;
    });
  }

  /** Seals all values with the key in force, a few at a time so that nobody waits; gives the count so far. */
  async sealAnew(before: number): Promise<number> {
    await this.options.keyRing.refresh([this.namndId]);
    let values = before;
    for (const column of this.options.columns) {
      for (;;) {
        const sealed = await this.sweep(column, values);
        values += sealed.changed;
        // A value that somebody wrote meanwhile is looked at once more.
        if (sealed.found === sealed.changed) break;
      }
    }
    return values;
  }

  private async sweep(
    { table, column, namnd, place }: SealedColumn,
    before: number,
  ): Promise<{ found: number; changed: number }> {
    const { connection, namndId } = this;
    const keys = this.options.keyRing.namndKeys(namndId);
    await asNamnd(connection, namndId, () =>
      connection.query(
        `declare to_seal no scroll cursor with hold for
         select ctid::text as row, ${place.id} as id, ${column} as value from ${table}
          where ${namnd} = '${namndId.replaceAll("'", "''")}' and get_byte(${column}, 0) <> ${keys.dataKeyVersion}`,
      ),
    );
    let [found, changed] = [0, 0];
    try {
      for (;;) {
        this.options.signal?.throwIfAborted();
        const { rows } = await connection.query<{ row: string; id: string; value: Buffer }>(
          `fetch ${VALUES_AT_A_TIME} from to_seal`,
        );
        if (rows.length === 0) return { found, changed };
        const sealed = rows.map(({ id, value }) =>
          keys.encrypt(
            place.table,
            id,
            place.column,
            keys.decryptBytes(place.table, id, place.column, value),
          ),
        );
        const { rowCount } = await asNamnd(connection, namndId, () =>
          connection.query(
            `update ${table} as target set ${column} = renewed.sealed
               from unnest($1::tid[], $2::bytea[], $3::bytea[]) as renewed (row, value, sealed)
              where target.ctid = renewed.row and target.${column} = renewed.value`,
            [rows.map(({ row }) => row), rows.map(({ value }) => value), sealed],
          ),
        );
        found += rows.length;
        changed += rowCount ?? 0;
        this.options.onProgress?.(before + changed);
      }
    } finally {
      await connection.query('close to_seal').catch(() => undefined);
    }
  }

  /** Destroys the former key, while no run of the nämnd's sources is under way and nothing is sealed with it. */
  async destroyFormer(): Promise<void> {
    const { connection, namndId } = this;
    await asNamnd(connection, namndId, async () => {
      const { rows } = await connection.query<{ version: number }>(
        `select version from hub.other_data_keys where namnd_id = $1 and state = 'FORMER' for update`,
        [namndId],
      );
      const [former] = rows;
      if (former === undefined) return;
      await this.holdSources();
      for (const { table, column, namnd } of this.options.columns) {
        const { rows: left } = await connection.query(
          `select from ${table} where ${namnd} = $1 and get_byte(${column}, 0) = $2 limit 1`,
          [namndId, former.version],
        );
        if (left.length > 0) {
          throw new HubError(
            'SYNC_RUNNING',
            `Values of ${table} were written with the former key; run the renewal again.`,
          );
        }
      }
      await connection.query('delete from hub.other_data_keys where namnd_id = $1 and version = $2', [
        namndId,
        former.version,
      ]);
    });
  }

  /** A run seals with the keys it began with; while one is under way the former key must stay. */
  private async holdSources(): Promise<void> {
    for (;;) {
      this.options.signal?.throwIfAborted();
      if (await tryLockSources(this.connection, this.namndId)) return;
      await pause(500);
    }
  }

  /** One transaction that holds the nämnd's keys, so that two renewals take turns. */
  private async inForce<Result>(work: (version: number) => Promise<Result>): Promise<Result> {
    return asNamnd(this.connection, this.namndId, async () => {
      const { rows } = await this.connection.query<{ version: number }>(
        'select data_key_version as version from hub.namnd_keys where namnd_id = $1 for update',
        [this.namndId],
      );
      const [key] = rows;
      if (key === undefined) throw new HubError('NOT_FOUND', `No keys are registered for ${this.namndId}.`);
      return work(key.version);
    });
  }
}

/** The columns that the database has, none of which may be unknown. */
async function knownColumns(connection: Client, columns: readonly SealedColumn[]): Promise<SealedColumn[]> {
  const nameOf = ({ table, column }: { table: string; column: string }) => `${table}.${column}`;
  const { rows } = await connection.query<{ table: string; column: string }>(sealedColumnsInDatabase);
  const known = new Set(columns.map(nameOf));
  const unknown = rows.map(nameOf).filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new ConfigError('CONFIG_INVALID', `It is not known how to seal ${unknown.join(', ')} anew.`);
  }
  const present = new Set(rows.map(nameOf));
  return columns.filter((column) => present.has(nameOf(column)));
}
