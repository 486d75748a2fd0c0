import type { TableSpec } from '../ingest/table-spec.js';

/** A column of values sealed with the nämnd's data key, and how each value's place is known again. */
export interface SealedColumn {
  /** Schema and name of the table it stands in. */
  readonly table: string;
  readonly column: string;
  /** Name of the column with the nämnd. */
  readonly namnd: string;
  /** The place that the value was sealed for: table, SQL of the id, column. */
  readonly place: { readonly table: string; readonly id: string; readonly column: string };
}

const ownColumn = (table: string, column: string, id = 'id', namnd = 'namnd_id'): SealedColumn => ({
  ...{ table, column, namnd },
  place: { table, id, column },
});

/** Sealed columns of the kit's own tables. */
const hubColumns: readonly SealedColumn[] = [
  ownColumn('hub.break_glass', 'reason_cipher', 'id::text'),
  ownColumn('hub.kept_rows', 'raw_cipher', 'raw_id'),
  ownColumn('hub.quarantine', 'raw_cipher'),
  ownColumn('hub.unmapped_codes', 'value_cipher', `encode(value_hash, 'hex')`),
  ownColumn('hub.uppdrag', 'staff_key_cipher', 'id::text', 'home_namnd_id'),
  ownColumn('hub.archive', 'person_cipher'),
];

/** Every sealed column of the model, its histories and the kit, with those of other tables added. */
export function sealedColumns(
  specs: readonly TableSpec[],
  others: readonly SealedColumn[] = [],
): SealedColumn[] {
  const ofModel = specs.flatMap(({ table, columns }) => {
    const names = ['key_cipher', ...columns.filter(({ as }) => as === 'encrypted').map(({ name }) => name)];
    return names.flatMap((name) => {
      const current = ownColumn(table, name);
      return [current, { ...current, table: `${table}_history` }];
    });
  });
  return [...ofModel, ...hubColumns, ...others];
}

/** SQL of all columns of the database that hold sealed values, by their name. */
export const sealedColumnsInDatabase = `
  select format('%s.%s', n.nspname, c.relname) as "table", a.attname as "column"
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   where a.atttypid = 'bytea'::regtype and a.attname like '%\\_cipher' and not a.attisdropped
     and c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('staging', 'public')
     and n.nspname !~ '^pg_'
   order by 1, 2`;
