import type { CalendarDate } from '@kommunhub/schema';
import { type ModelTableName, rowColumns, selectList } from './model-rows.js';
import type { Parameters } from './statement.js';

/** As of when something is known: the end of that day in Stockholm by the hub's clock; null for now. */
export type Knowledge = CalendarDate | null;

/** The rows of a table in the state that was known, joined to others. */
export interface KnownRows {
  readonly join: string;
  readonly select: string;
}

/**
 * Joins the rows of a model table as they were known then: what is current and
 * was already so, and the earlier states that held that day's end, of the
 * caller's own nämnd. The current table alone serves what is known now.
 *
 * A union is gone through once for each row it is joined to: only so does the
 * condition reach the indexes of both tables.
 *
 * @param on the condition of the join over the name that the rows have in it.
 */
export function knownRows(
  table: ModelTableName,
  alias: string,
  knownOn: Knowledge,
  parameters: Parameters,
  on: (rows: string) => string,
): KnownRows {
  const columns = selectList(table, alias);
  if (knownOn === null) return { join: `join cases.${table} ${alias} on ${on(alias)}`, select: columns };
  const day = parameters.add(knownOn, 'date');
  const end = `((${day} + 1)::timestamp at time zone 'Europe/Stockholm')`;
  const own = 'state.namnd_id = (select hub.own_namnd())';
  const names = Object.values(rowColumns[table])
    .map((name) => `state.${name}`)
    .join(', ');
  return {
    join: `cross join lateral (
      select ${names} from cases.${table} state
       where ${on('state')} and ${own} and state.known_from < ${end}
      union all
      select ${names} from cases.${table}_history state
       where ${on('state')} and ${own} and state.known_from < ${end} and state.known_to >= ${end}) ${alias}`,
    select: `${columns}, ${day} as "knownOn"`,
  };
}
