import { KeyRing } from '../keys/key-ring.js';
import { withLifecycle } from './as-namnd.js';

interface WrappedRow {
  readonly namnd_id: string;
  readonly version: number | null;
  readonly identity_key_wrapped: Buffer | null;
  readonly data_key_wrapped: Buffer;
}

/**
 * Wraps the keys of all nämnder with another person key, all of them or none,
 * and gives how many nämnder. The keys themselves stay what they are. Hubs
 * that run with the old person key must be stopped before and started with the
 * new one.
 *
 * @throws when the old person key does not open every key.
 */
export async function rewrapKeys(url: string, oldKey: Buffer, newKey: Buffer): Promise<number> {
  return withLifecycle(url, async (connection) => {
    const [from, to] = [oldKey, newKey].map((key) => new KeyRing(key, { query: async () => [] })) as [
      KeyRing,
      KeyRing,
    ];
    await connection.query('begin');
    try {
      const { rows } = await connection.query<WrappedRow>(
        `select namnd_id, null as version, identity_key_wrapped, data_key_wrapped from hub.namnd_keys
         union all select namnd_id, version, null, data_key_wrapped from hub.other_data_keys`,
      );
      for (const { namnd_id: namndId, version, ...wrapped } of rows) {
        const dataKey = from.rewrap(namndId, 'data', wrapped.data_key_wrapped, to);
        if (wrapped.identity_key_wrapped === null) {
          await connection.query(
            'update hub.other_data_keys set data_key_wrapped = $3 where namnd_id = $1 and version = $2',
            [namndId, version, dataKey],
          );
        } else {
          const identityKey = from.rewrap(namndId, 'identity', wrapped.identity_key_wrapped, to);
          await connection.query(
            'update hub.namnd_keys set identity_key_wrapped = $2, data_key_wrapped = $3 where namnd_id = $1',
            [namndId, identityKey, dataKey],
          );
        }
      }
      await connection.query('commit');
      return rows.filter(({ identity_key_wrapped }) => identity_key_wrapped !== null).length;
    } catch (error) {
      await connection.query('rollback').catch(() => undefined);
      throw error;
    }
  });
}
