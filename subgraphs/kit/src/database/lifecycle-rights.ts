import type { Client } from 'pg';

/** Names that the column with the owning nämnd has. */
const ofNamnd = ['namnd_id', 'home_namnd_id'];

interface OwnedTable {
  readonly name: string;
  /** Condition that a row is the nämnd's; null where the table has no row rules. */
  readonly condition: string | null;
}

/**
 * Lets the lifecycle login work on whatever belongs to a nämnd, also in tables
 * that came after it: keys are renewed and a nämnd leaves everywhere or not at
 * all. Under the row rules it reaches the nämnd of its transaction only; the
 * log is out of its reach. Run after every migration; harmless when repeated.
 */
export async function grantLifecycleRights(owner: Client): Promise<void> {
  const { rows: found } = await owner.query(`select 1 where to_regclass('hub.other_data_keys') is not null`);
  // A database that was brought to an earlier state on purpose has no lifecycle yet.
  if (found.length === 0) return;
  const tables = [...(await tablesOfNamnd(owner)), ...(await tablesThroughOthers(owner))];
  if (tables.length === 0) return;
  const schemas = [...new Set(tables.map(({ name }) => name.split('.')[0]))];
  const statements = tables.flatMap(({ name, condition }) => [
    `grant select, update, delete on ${name} to hub_lifecycle`,
    ...(condition === null
      ? []
      : [
          `drop policy if exists lifecycle_works on ${name}`,
          `create policy lifecycle_works on ${name} to hub_lifecycle using (${condition}) with check (${condition})`,
        ]),
  ]);
  await owner.query(
    [
      ...schemas.map((schema) => `grant usage on schema ${schema} to hub_lifecycle`),
      ...statements,
      'grant select, delete on hub.namnder to hub_lifecycle',
      'grant insert on hub.other_data_keys, hub.gallringar, hub.gallrade, hub.archive to hub_lifecycle',
    ].join(';\n'),
  );
}

const isOurs = `c.relkind in ('r', 'p') and not c.relispartition and pg_has_role(c.relowner, 'usage')
  and n.nspname not in ('information_schema', 'audit', 'staging', 'public') and n.nspname !~ '^pg_'`;
const hasRule = `exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'lifecycle_works')`;

async function tablesOfNamnd(owner: Client): Promise<OwnedTable[]> {
  const { rows } = await owner.query<{ name: string; column: string; needsRule: boolean }>(
    `select format('%I.%I', n.nspname, c.relname) as name, a.attname as column,
            c.relrowsecurity and not ${hasRule} as "needsRule"
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where a.attname = any ($1) and not a.attisdropped and ${isOurs}
      order by 1`,
    [ofNamnd],
  );
  return rows.map(({ name, column, needsRule }) => ({
    name,
    condition: needsRule ? `${column} = (select hub.lifecycle_namnd())` : null,
  }));
}

/** Tables without the nämnd's name whose rows hang on such as have it, as the points of an order. */
async function tablesThroughOthers(owner: Client): Promise<OwnedTable[]> {
  const { rows } = await owner.query<{ name: string; condition: string; needsRule: boolean }>(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity and not ${hasRule} as "needsRule",
            format('exists (select from %s as through where %s)', k.confrelid::regclass,
                   (select string_agg(format('through.%I = %I.%I', there.attname, c.relname, here.attname), ' and ')
                      from unnest(k.conkey, k.confkey) as pair (own, other)
                      join pg_attribute here on here.attrelid = k.conrelid and here.attnum = pair.own
                      join pg_attribute there on there.attrelid = k.confrelid and there.attnum = pair.other)) as condition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and ${isOurs} and k.confrelid <> 'hub.namnder'::regclass
        and exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attname = any ($1))
        and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = any ($1))
      order by 1`,
    [ofNamnd],
  );
  return rows.map(({ name, condition, needsRule }) => ({ name, condition: needsRule ? condition : null }));
}
