import type { Session } from '@kommunhub/subgraph-kit';
import { type ModelTableName, selectList } from './model-rows.js';

/** The kommun of an opaque id: what stands before its dash. Rows are found by both, as the tables are partitioned. */
export function kommunCodeOfId(id: string): string {
  return id.slice(0, id.indexOf('-'));
}

const pairs = (ids: readonly string[]): [string[], string[]] => [ids.map(kommunCodeOfId), [...ids]];

/** Rows with the ids, in one statement; ids that do not exist or are not visible give none. */
export function loadByIds<Row>(
  session: Session,
  table: ModelTableName,
  ids: readonly string[],
): Promise<Row[]> {
  return session.query<Row>(
    `select ${selectList(table, 'found')}
       from unnest($1::text[], $2::text[]) as wanted (kommun_code, id)
       join cases.${table} found on found.kommun_code = wanted.kommun_code and found.id = wanted.id`,
    pairs(ids),
  );
}

/** Rows that belong to the parents, in one statement, in the order given. */
export function loadByParents<Row>(
  session: Session,
  table: ModelTableName,
  parentColumn: string,
  order: string,
  parentIds: readonly string[],
): Promise<Row[]> {
  return session.query<Row>(
    `select ${selectList(table, 'found')}
       from unnest($1::text[], $2::text[]) as wanted (kommun_code, id)
       join cases.${table} found on found.kommun_code = wanted.kommun_code and found.${parentColumn} = wanted.id
      order by ${order}`,
    pairs(parentIds),
  );
}
