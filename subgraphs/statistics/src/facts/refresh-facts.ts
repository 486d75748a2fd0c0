import type { TableId } from '@kommunhub/schema';
import type { ClientBase } from 'pg';
import { baseRows, current, type Knowledge, type SurrogateKind, surrogatesOf } from './base-rows.js';
import { type FactKind, factKinds } from './fact-kinds.js';

/** A nämnd and the kommuner that it is the nämnd of. */
export interface NamndOfFacts {
  readonly namndId: string;
  readonly kommunCodes: readonly string[];
}

/** What a refresh of a nämnd's facts did. */
export interface RefreshedFacts {
  readonly inserted: number;
  readonly closed: number;
  /** For each table with monthly cells the days that changed facts touch, as a datemultirange. */
  readonly touched: ReadonlyMap<TableId, string>;
}

/**
 * Brings the facts of a nämnd to what its records say: all are derived anew,
 * and only what differs is closed and inserted, so that a refresh after any
 * series of deliveries leaves what a rebuild would make. To be called in the
 * transaction of the nämnd, as the login that merges.
 * With the knowledge of an earlier moment the facts change at that moment.
 */
export async function refreshFacts(
  connection: ClientBase,
  { namndId, kommunCodes }: NamndOfFacts,
  knowledge: Knowledge = current,
): Promise<RefreshedFacts> {
  const parameters = [namndId, kommunCodes];
  await makeSurrogates(connection, parameters, knowledge);
  let [inserted, closed] = [0, 0];
  const touched = new Map<TableId, string>();
  for (const kind of factKinds) {
    const { rows } = await connection.query<Changed>(applyDifference(kind, knowledge), parameters);
    const changed = rows[0]!;
    inserted += changed.inserted;
    closed += changed.closed;
    if (changed.days === null) continue;
    for (const table of kind.tables) {
      touched.set(table, joinDays(touched.get(table) ?? '{}', changed.days));
    }
  }
  if (touched.has('insatser') && (await hasCounts(connection, parameters))) touched.set('insatser', '{(,)}');
  return { inserted, closed, touched };
}

/** Whether the nämnd has counted: from the first insats on, whoever delivers persons is no longer counted by that. */
async function hasCounts(connection: ClientBase, parameters: unknown[]): Promise<boolean> {
  const { rows } = await connection.query(
    'select from statistics.count_facts where namnd_id = $1 and kommun_code = any ($2) limit 1',
    parameters,
  );
  return rows.length > 0;
}

interface Changed {
  readonly inserted: number;
  readonly closed: number;
  readonly days: string | null;
}

/** Two datemultiranges as one; PostgreSQL joins what overlaps when it reads the text. */
export function joinDays(one: string, other: string): string {
  return `{${[one, other]
    .map((days) => days.slice(1, -1))
    .filter((days) => days !== '')
    .join(',')}}`;
}

async function makeSurrogates(
  connection: ClientBase,
  parameters: readonly unknown[],
  knowledge: Knowledge,
): Promise<void> {
  for (const [kind, table] of Object.entries(surrogatesOf) as [SurrogateKind, typeof surrogatesOf.case][]) {
    await connection.query(
      `insert into statistics.surrogates (kommun_code, namnd_id, kind, id)
       select left(base.id, 4), $1, '${kind}', base.id from ${baseRows(table, knowledge)} base
        where not exists (select from statistics.surrogates known
          where known.kommun_code = any ($2) and known.kind = '${kind}' and known.id = base.id)
        order by base.id
       on conflict do nothing`,
      [...parameters],
    );
  }
}

/**
 * The days told are those on which something else is counted than before: a
 * fact that only ends earlier has not changed the days before.
 *
 * One statement: closes the facts that are no longer derived and inserts those
 * that are new. A fact that came at the very instant was never known otherwise
 * and goes without trace.
 */
function applyDifference({ table, columns, derive, days, counted }: FactKind, knowledge: Knowledge): string {
  const name = `statistics.${table}`;
  const at = knowledge.at ?? 'now()';
  const list = ['kommun_code', ...columns];
  // Staffing may be told of any kommun; the parameter must have its type all the same.
  const ofKommun = table === 'staffing_facts' ? '$2::text[] is not null' : 'fact.kommun_code = any ($2)';
  const content = (alias: string) => `row(${list.map((column) => `${alias}.${column}`).join(', ')})::text`;
  // The conditions let an index be used; joined by the number alone, all that was ever known would be read.
  const isCurrent = `fact.namnd_id = $1 and ${ofKommun} and fact.known_to = 'infinity'`;
  const changed = `row(${['kommun_code', ...counted].map((column) => `fact.${column}`).join(', ')})::text as counted, ${days} as days`;
  const gone = `false as came, ${changed}`;
  const came = `true as came, ${changed}`;
  return `
    with wanted as materialized (
      select derived.*, ${content('derived')} as content from (${derive(knowledge)}) derived
    ), stored as materialized (
      select fact.fact_id, fact.kommun_code, fact.known_from < ${at} as was_known, ${content('fact')} as content
        from ${name} fact where ${isCurrent}
    ), gone as materialized (
      select fact_id, kommun_code, was_known from stored
       where not exists (select from wanted where wanted.content = stored.content)
    ), closed as (
      update ${name} fact set known_to = ${at} from gone
       where ${isCurrent} and fact.kommun_code = gone.kommun_code and fact.fact_id = gone.fact_id and gone.was_known
      returning ${gone}
    ), dropped as (
      delete from ${name} fact using gone
       where ${isCurrent} and fact.kommun_code = gone.kommun_code and fact.fact_id = gone.fact_id and not gone.was_known
      returning ${gone}
    ), added as (
      insert into ${name} as fact (namnd_id, known_from, ${list.join(', ')})
      select $1, ${at}, ${list.map((column) => `wanted.${column}`).join(', ')} from wanted
       where not exists (select from stored where stored.content = wanted.content)
      returning ${came}
    )
    select (select count(*) from added)::int as inserted,
           (select count(*) from gone)::int as closed,
           (select range_agg((came - went) + (went - came)) from (
              select coalesce(range_agg(days) filter (where came), '{}') as came,
                     coalesce(range_agg(days) filter (where not came), '{}') as went
                from (select * from closed union all select * from dropped union all select * from added) changed
               group by counted) counted)::text as days`;
}
