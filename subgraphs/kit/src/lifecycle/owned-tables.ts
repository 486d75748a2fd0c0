import type { Client } from 'pg';

/** A table with rows of a nämnd. */
export interface OwnedTable {
  readonly name: string;
  /** SQL condition over the table for the nämnd of the transaction. */
  readonly isOwned: string;
  /** Columns of the primary key, for an order that is the same every time. */
  readonly key: readonly string[];
}

/** Tables of keys, and the note of the departure itself. */
const notExported: readonly string[] = ['hub.namnd_keys', 'hub.other_data_keys'];
const kept: readonly string[] = ['hub.departures'];

export const isExported = ({ name }: OwnedTable): boolean => !notExported.includes(name);

/**
 * Every table that holds rows of a nämnd, those before the ones they refer to,
 * so that rows can be removed in this order. Found in the catalogue: a table
 * that came later is among them.
 */
export async function ownedTables(connection: Client): Promise<OwnedTable[]> {
  const { rows } = await connection.query<OwnedTable & { refersTo: string[]; mayDelete: boolean }>(
    `with owned as (
       select c.oid, format('%s.%s', n.nspname, c.relname) as name,
              (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attname in ('namnd_id', 'home_namnd_id')
                  and not a.attisdropped order by a.attname desc limit 1) as namnd
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and not c.relispartition
          and n.nspname not in ('information_schema', 'audit', 'staging', 'public') and n.nspname !~ '^pg_'
     ), through as (
       select distinct on (k.conrelid) k.conrelid,
              format('exists (select from %s as through where %s and through.%I = (select hub.lifecycle_namnd()))', parent.name,
                     (select string_agg(format('through.%I = %s.%I', there.attname, child.name, here.attname), ' and ')
                        from unnest(k.conkey, k.confkey) as pair (own, other)
                        join pg_attribute here on here.attrelid = k.conrelid and here.attnum = pair.own
                        join pg_attribute there on there.attrelid = k.confrelid and there.attnum = pair.other),
                     parent.namnd) as condition
         from pg_constraint k join owned parent on parent.oid = k.confrelid and parent.namnd is not null
         join owned child on child.oid = k.conrelid and child.namnd is null
        where k.contype = 'f' order by k.conrelid, k.oid
     )
     select owned.name,
            case when owned.namnd is null then through.condition
                 else format('%I = (select hub.lifecycle_namnd())', owned.namnd) end as "isOwned",
            (select array_agg(a.attname::text order by place) from pg_index i, unnest(i.indkey::int2[]) with ordinality as part (num, place)
               join pg_attribute a on a.attrelid = owned.oid and a.attnum = num
              where i.indrelid = owned.oid and i.indisprimary) as key,
            array(select distinct other.name from pg_constraint k join owned other on other.oid = k.confrelid
                   where k.contype = 'f' and k.conrelid = owned.oid and other.oid <> owned.oid) as "refersTo"
       from owned left join through on through.conrelid = owned.oid
      where owned.namnd is not null or through.condition is not null
      order by 1`,
  );
  const tables = rows.filter(({ name }) => !kept.includes(name));
  return inOrder(tables);
}

function inOrder(tables: readonly (OwnedTable & { readonly refersTo: readonly string[] })[]): OwnedTable[] {
  const ordered: OwnedTable[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const free = waiting.filter(({ name }) => !waiting.some((other) => other.refersTo.includes(name)));
    if (free.length === 0) throw new Error('Tables of a nämnd refer to each other in a circle.');
    ordered.push(...free);
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return ordered;
}
