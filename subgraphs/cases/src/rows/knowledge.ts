import type { CalendarDate } from '@kommunhub/schema';
import { type ModelTableName, rowColumns, selectList } from './model-rows.js';
import type { Parameters } from './statement.js';

/** As of when something is known: the end of that day in Stockholm by the hub's clock; null for now. */
export type Knowledge = CalendarDate | null;

/** Rows of a table in the state that was known, to stand after `from` or `join`. */
export interface KnownRows {
  readonly from: string;
  readonly select: string;
}

/**
 * The rows of a model table as they were known then: what is current and was
 * already so, and the earlier states that held that day's end, of the caller's
 * own nämnd. The current table alone serves what is known now.
 */
export function knownRows(
  table: ModelTableName,
  alias: string,
  knownOn: Knowledge,
  parameters: Parameters,
): KnownRows {
  const columns = selectList(table, alias);
  if (knownOn === null) return { from: `cases.${table} ${alias}`, select: columns };
  const day = parameters.add(knownOn, 'date');
  const end = `((${day} + 1)::timestamp at time zone 'Europe/Stockholm')`;
  const own = 'namnd_id = (select hub.own_namnd())';
  const names = Object.values(rowColumns[table]).join(', ');
  return {
    from: `(select ${names} from cases.${table} where ${own} and known_from < ${end}
      union all
      select ${names} from cases.${table}_history
       where ${own} and known_from < ${end} and known_to >= ${end}) ${alias}`,
    select: `${columns}, ${day} as "knownOn"`,
  };
}
