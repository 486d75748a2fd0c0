import type { ClientBase } from 'pg';
import type { MergeScope } from './merge-scope.js';

/** Writes beside each row that is kept which records it stands for. */
export async function nameKeysOfRaw(scope: MergeScope): Promise<void> {
  const { tables } = scope;
  const isRaw = `row_no in (select row_no from ${tables.raw})`;
  const sources = [
    `select row_no, kind, key from ${tables.aside}`,
    `select row_no, kind, key from ${tables.tombstones} where ${isRaw}`,
    ...scope.specs.map(
      ({ kind }) => `select row_no, '${kind}' as kind, key from ${tables.records(kind)} where ${isRaw}`,
    ),
  ];
  await scope.connection.query(
    `update ${tables.raw} raw set keys = named.keys
       from (select row_no, array_agg(distinct kind || ' ' || key) as keys
               from (${sources.join(' union all ')}) as own group by row_no) named
      where named.row_no = raw.row_no`,
  );
}

/** SQL condition that a kept row of the source, given as $1, is not settled. */
export const isOpen = `kept_row.source_id = $1 and kept_row.state <> 'SETTLED'`;

/**
 * Notes which keys of open rows living rows of this run tell of, and the last
 * row that does: what these rows would say of them is no longer the latest.
 */
export async function noteTold(scope: MergeScope): Promise<void> {
  const { connection, source, tables } = scope;
  const wanted = `select unnest(kept_row.keys) from hub.kept_rows kept_row where ${isOpen}`;
  const told = [
    ...scope.specs.map(
      ({ kind }) => `select '${kind} ' || staged.key as key, staged.row_no
        from ${tables.records(kind)} staged where ${scope.lives('staged')}`,
    ),
    `select tombstone.kind || ' ' || tombstone.key, tombstone.row_no
       from ${tables.tombstones} tombstone where ${scope.lives('tombstone')}`,
  ];
  await connection.query(
    `insert into ${tables.told} (key, row_no)
     select key, max(row_no) from (${told.join(' union all ')}) as record
      where key in (${wanted}) group by key`,
    [source.id],
  );
}

interface LaterKeys {
  /** SQL of a join that `isLater` needs. */
  readonly join?: string;
  /** SQL condition that what is `told` is later than the `kept_row`. */
  readonly isLater: string;
}

/** Adds to open rows the keys that have been told of since. */
export async function noteLaterKeys(
  { connection, source, tables }: MergeScope,
  { join = '', isLater }: LaterKeys,
): Promise<void> {
  await connection.query(
    `update hub.kept_rows kept_row set later_keys = kept_row.later_keys || later.keys
       from (select kept_row.id, array_agg(named.key) as keys
               from hub.kept_rows kept_row cross join unnest(kept_row.keys) named (key)
               join ${tables.told} told using (key) ${join}
              where ${isOpen} and ${isLater} and named.key <> all (kept_row.later_keys)
              group by kept_row.id) later
      where kept_row.id = later.id`,
    [source.id],
  );
}

/** Settles rows: their fate stays, their content goes. Both conditions are SQL over `kept_row`. */
export async function settleRows(
  connection: ClientBase,
  runId: string,
  { rows, as }: { readonly rows: string; readonly as: string },
): Promise<void> {
  await connection.query(
    `with settled as (
       update hub.kept_rows kept_row
          set state = 'SETTLED', settled_as = ${as}, settled_run_id = $1, settled_at = now(), raw_cipher = null,
              later_keys = '{}', keys = '{}'
        where ${rows} returning kept_row.id
     )
     update hub.quarantine fault set settled = true, raw_cipher = null from settled where fault.row_id = settled.id`,
    [runId],
  );
}
