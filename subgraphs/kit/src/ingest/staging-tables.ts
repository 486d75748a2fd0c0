import type { RecordKind } from '@kommunhub/schema';
import type { ColumnSpec, TableSpec } from './table-spec.js';

/** The unlogged tables of one run, named after it. */
export interface StagingTables {
  /** Records of a kind: row number, kommun, opaque key, key, hash and the declared columns. */
  records(kind: RecordKind): string;
  /** Used rows as they were read, in encrypted blocks. */
  readonly rows: string;
  /** Used rows that the merge sets aside, with the reason. */
  readonly dead: string;
  /** Faults of rows that came set aside. */
  readonly faults: string;
  /** Rows that are kept to be mapped again. */
  readonly raw: string;
  /** Opaque keys of the records that rows which came set aside would have made. */
  readonly aside: string;
  /** Opaque keys of the records that rows say are deleted. */
  readonly tombstones: string;
  /** Ids of stored records that stay although they are not delivered. */
  readonly kept: string;
  /** Stored records whose row now comes with another kommun: their id, and the one they get. */
  readonly moved: string;
  /** Which kept row each row of a replay is. */
  readonly replayed: string;
  /** Which kept row each row that was set aside is, where it was set aside before. */
  readonly matched: string;
  /** Keys of kept rows that living rows of the run tell of. */
  readonly told: string;
}

export function stagingTables(runId: string): StagingTables {
  const prefix = `staging.${prefixOf(runId)}`;
  return {
    records: (kind) => `${prefix}_${kind}`,
    rows: `${prefix}_rows`,
    dead: `${prefix}_dead`,
    faults: `${prefix}_faults`,
    raw: `${prefix}_raw`,
    aside: `${prefix}_aside`,
    tombstones: `${prefix}_tombstones`,
    kept: `${prefix}_kept`,
    moved: `${prefix}_moved`,
    replayed: `${prefix}_replayed`,
    matched: `${prefix}_matched`,
    told: `${prefix}_told`,
  };
}

function prefixOf(runId: string): string {
  return `r${runId.replaceAll('-', '')}`;
}

export function createStaging(tables: StagingTables, specs: readonly TableSpec[]): string {
  const records = specs.map(
    (spec) => `create unlogged table ${tables.records(spec.kind)} (
      row_no int not null, kommun_code text collate "C" not null, key text collate "C" not null,
      key_cipher bytea not null, content_hash bytea not null
      ${spec.columns.map((column) => `, ${column.name} ${stagingType(column)}`).join('')})`,
  );
  return [
    ...records,
    `create unlogged table ${tables.rows} (number int not null, rows_cipher bytea not null)`,
    `create unlogged table ${tables.dead} (row_no int primary key, reason text not null, kind text not null)`,
    `create unlogged table ${tables.faults} (row_no int not null, id text not null, file text not null, sheet text,
       row_number int not null, column_name text, reason text not null, remedy text not null)`,
    `create unlogged table ${tables.raw} (row_no int not null, state text not null, table_name text, file text not null,
       sheet text, row_number int not null, fingerprint bytea not null, raw_id text not null, raw_cipher bytea,
       keys text[] not null)`,
    `create unlogged table ${tables.aside} (row_no int not null, kind text not null, key text collate "C" not null)`,
    `create unlogged table ${tables.tombstones} (row_no int not null, kind text not null, key text collate "C" not null)`,
    `create unlogged table ${tables.kept} (kind text not null, id text collate "C" not null)`,
    `create unlogged table ${tables.moved} (kind text not null, old_id text not null, new_id text not null)`,
    `create unlogged table ${tables.replayed} (row_no int primary key, id text not null, came_as text not null)`,
    `create unlogged table ${tables.matched} (id text primary key, row_no int not null)`,
    `create unlogged table ${tables.told} (key text not null, row_no int not null)`,
  ].join(';\n');
}

function stagingType(column: ColumnSpec): string {
  if (column.as === 'reference') return 'text collate "C"';
  return column.as === 'plain' ? column.type : 'bytea';
}

/** Statement that drops whatever a run has left in staging. */
export function dropStaging(runId: string): string {
  return `do $$
    declare name text;
    begin
      for name in select tablename from pg_tables
                   where schemaname = 'staging' and starts_with(tablename, '${prefixOf(runId)}_') loop
        execute format('drop table staging.%I', name);
      end loop;
    end $$`;
}
