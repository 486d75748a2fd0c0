import { ConfigError, type SourceDescription } from '@kommunhub/schema';
import type { HubDatabase } from '../database/connect.js';
import type { KeyRing } from '../keys/key-ring.js';

/**
 * Makes the nämnd, its keys and the source known, or brings them up to what
 * the adapter declares now. Keys are made once and stay.
 *
 * @throws ConfigError when the source is registered for another nämnd, or would
 *   deliver persons of a kommun that the nämnd is not the authority of.
 */
export async function registerSource(
  database: HubDatabase,
  keyRing: KeyRing,
  source: SourceDescription,
): Promise<void> {
  const { namnd } = source;
  refuseForeignPersons(source);
  await database.ingest.transaction(async (manager) => {
    const left: unknown[] = await manager.query(
      'select from hub.departures where namnd_id = $1 and left_at is not null',
      [namnd.id],
    );
    if (left.length > 0) {
      throw new ConfigError(
        'ADAPTER_INVALID',
        `The nämnd ${namnd.id} has left the hub; take the adapter of ${source.id} away.`,
      );
    }
    await manager.query(
      `insert into hub.namnder as known (id, name, seat_kommun_code) values ($1, $2, $3)
       on conflict (id) do update set name = excluded.name where known.name <> excluded.name`,
      [namnd.id, namnd.name, (namnd.kommunCodes ?? source.kommunCodes)[0]],
    );
    await manager.query(
      `insert into hub.namnd_kommuner (kommun_code, namnd_id) select unnest($1::text[]), $2 on conflict do nothing`,
      [namnd.kommunCodes ?? source.kommunCodes, namnd.id],
    );
    const keys = keyRing.wrapNew(namnd.id);
    await manager.query(
      `insert into hub.namnd_keys (namnd_id, identity_key_wrapped, data_key_wrapped, data_key_version)
       select $1, $2, $3, $4 where not exists (select from hub.namnd_keys where namnd_id = $1)
       on conflict do nothing`,
      [namnd.id, keys.identityKey, keys.dataKey, keys.dataKeyVersion],
    );
    const stored: { namnd_id: string }[] = await manager.query(
      `insert into hub.sources as known (id, namnd_id, system, kommun_codes, kinds, delivery, interval_hours, demo)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (id) do update set system = excluded.system, kommun_codes = excluded.kommun_codes,
         kinds = excluded.kinds, delivery = excluded.delivery, interval_hours = excluded.interval_hours,
         -- Once real, always real: development tokens hang on it.
         demo = known.demo and excluded.demo
       where known.namnd_id = excluded.namnd_id
       returning namnd_id`,
      [
        source.id,
        namnd.id,
        source.system,
        source.kommunCodes,
        source.kinds,
        source.delivery,
        source.intervalHours,
        source.demo,
      ],
    );
    if (stored.length === 0) {
      throw new ConfigError(
        'ADAPTER_INVALID',
        `The source ${source.id} is registered for another nämnd; give this one another id.`,
      );
    }
  });
  // A run seals with these keys from its beginning to its end.
  await keyRing.refresh([namnd.id]);
}

/** Facts of other kommuner are public documents; persons are their own nämnd's. */
function refuseForeignPersons({ id, kinds, kommunCodes, namnd }: SourceDescription): void {
  const own = namnd.kommunCodes ?? kommunCodes;
  const foreign = kommunCodes.filter((code) => !own.includes(code));
  if (foreign.length === 0 || kinds.every((kind) => kind === 'kommun')) return;
  throw new ConfigError(
    'ADAPTER_INVALID',
    `The source ${id} would deliver persons of ${foreign.join(', ')}, which ${namnd.id} is not the nämnd of; only facts of kommuner can be so.`,
  );
}
