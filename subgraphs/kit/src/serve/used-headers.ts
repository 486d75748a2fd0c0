import type { HubDatabase } from '../database/connect.js';

/** Remembers which headers have been taken, until they would be refused as late anyway. */
export interface UsedHeaders {
  /** Whether the header is taken for the first time. Times in milliseconds since 1970. */
  use(nonce: string, expires: number, now: number): Promise<boolean>;
}

const forgetEveryMs = 30_000;

/**
 * Headers taken by all replicas of all parts, in the database that they share:
 * who catches a header cannot bring it to another replica.
 */
export class StoredUsedHeaders implements UsedHeaders {
  #forgottenAt = 0;

  constructor(private readonly database: Pick<HubDatabase, 'app'>) {}

  async use(nonce: string, expires: number, now: number): Promise<boolean> {
    const rows: unknown[] = await this.database.app.query(
      `insert into hub.used_headers (nonce, expires_at) values ($1, to_timestamp($2::float8 / 1000))
       on conflict do nothing returning 1`,
      [nonce, expires],
    );
    if (now - this.#forgottenAt > forgetEveryMs) {
      this.#forgottenAt = now;
      // A minute late, since the clocks of two replicas differ a little.
      const sql = 'delete from hub.used_headers where expires_at < to_timestamp(($1::float8 - 60000) / 1000)';
      await this.database.app.query(sql, [now]);
    }
    return rows.length > 0;
  }
}
