import type { Reference, TableId } from '@kommunhub/schema';
import { type FactScope, sqlDate } from './known-facts.js';
import { unitQueries } from './unit-queries.js';

/**
 * SQL of one row per counted unit of a table: kommun_code, namnd_id,
 * person_key, weight, stratum, one column for each margin, amount and
 * second_amount. A state takes `{ on }`, what happened `{ from, to }`, both
 * ends included; the other kind of reference counts the last day, or that day.
 *
 * `weight` is how many units a row stands for: those that a kommun has counted
 * itself come as one row, without persons. `amount` is what a table sums up:
 * days, kronor, posts; null where it has nothing to sum or it is not known.
 */
export function unitRows(table: TableId, reference: Reference, scope: FactScope = {}): string {
  const [from, to] = 'on' in reference ? [reference.on, reference.on] : [reference.from, reference.to];
  const asked = `(values (null::date, ${sqlDate(from)}, ${sqlDate(to)})) as asked (label, first_on, last_on)`;
  return unitsOver(table, asked, scope);
}

/**
 * The same for many references at once: `asked` is SQL of a relation of that
 * name with the columns label, first_on and last_on; each row tells its label.
 */
export function unitsOver(table: TableId, asked: string, scope: FactScope): string {
  const query = unitQueries.get(table);
  if (query === undefined) throw new Error(`The table ${table} is not made of facts.`);
  return query(asked, scope);
}
