import type { TableId } from '@kommunhub/schema';
import type { RemovedRecords } from '@kommunhub/subgraph-kit';
import type { ClientBase } from 'pg';
import { refreshRollups } from '../rollups/refresh-rollups.js';
import { factKinds } from './fact-kinds.js';
import { lockFacts, rolledMonths } from './keep-facts.js';
import { joinDays, type NamndOfFacts } from './refresh-facts.js';

/** Kinds of records of which the ids of an individual have surrogates. */
const ofIndividual: ReadonlySet<string> = new Set(['person', 'case', 'decision', 'followUp']);

/**
 * Takes away the facts of persons whose records have gone, all versions, with
 * the surrogates that led to them, and counts anew the months they counted in.
 * Claims stay, as their records do, but without the person.
 */
export async function forgetFactsOfRemoved({ connection, namndId, ids }: RemovedRecords): Promise<void> {
  const persons = ids.get('person') ?? [];
  if (persons.length === 0) return;
  await lockFacts(connection, namndId);
  const namnd = { namndId, kommunCodes: await kommunCodesOf(connection, namndId) };
  const touched = await forgetFacts(connection, namnd, persons);
  for (const [kind, found] of ids) {
    if (!ofIndividual.has(kind)) continue;
    await connection.query(
      'delete from statistics.surrogates where kommun_code = any ($1) and kind = $2 and id = any ($3)',
      [namnd.kommunCodes, kind, found],
    );
  }
  const rolled = await rolledMonths(connection, namndId);
  if (rolled === null) return;
  const { from, to } = await refreshRollups(connection, namnd, touched, rolled);
  await connection.query(
    'update statistics.refreshes set rolled_from = $2, rolled_to = $3 where namnd_id = $1',
    [namndId, from, to],
  );
}

/** Gives the days on which the persons counted, by table with monthly cells. */
async function forgetFacts(
  connection: ClientBase,
  { namndId, kommunCodes }: NamndOfFacts,
  persons: readonly string[],
): Promise<ReadonlyMap<TableId, string>> {
  const parameters = [namndId, kommunCodes, persons];
  const isTheirs = `fact.namnd_id = $1 and fact.kommun_code = any ($2) and fact.person_key in (
    select key from statistics.surrogates where kommun_code = any ($2) and kind = 'person' and id = any ($3))`;
  const touched = new Map<TableId, string>();
  for (const { table, columns, days, tables } of factKinds) {
    if (!columns.includes('person_key')) continue;
    const { rows } = await connection.query<{ days: string | null }>(
      `with forgotten as (delete from statistics.${table} fact where ${isTheirs} returning ${days} as days)
       select range_agg(days)::text as days from forgotten`,
      parameters,
    );
    const forgotten = rows[0]?.days ?? '{}';
    for (const one of tables) touched.set(one, joinDays(touched.get(one) ?? '{}', forgotten));
  }
  await connection.query(
    `update statistics.claim_facts fact set person_key = null where ${isTheirs}`,
    parameters,
  );
  return touched;
}

async function kommunCodesOf(connection: ClientBase, namndId: string): Promise<string[]> {
  const { rows } = await connection.query<{ kommun_code: string }>(
    'select kommun_code from hub.namnd_kommuner where namnd_id = $1',
    [namndId],
  );
  return rows.map(({ kommun_code }) => kommun_code);
}
