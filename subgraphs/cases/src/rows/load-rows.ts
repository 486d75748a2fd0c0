import { kommunCodeOfId, type Session } from '@kommunhub/subgraph-kit';
import { type Knowledge, knownRows } from './knowledge.js';
import type { ModelTableName } from './model-rows.js';
import { Parameters } from './statement.js';

/** Rows with the ids, in one statement; ids that do not exist or are not visible give none. */
export function loadByIds<Row>(
  session: Session,
  table: ModelTableName,
  knownOn: Knowledge,
  ids: readonly string[],
): Promise<Row[]> {
  return loadBy(session, table, knownOn, 'id', null, ids);
}

/** Rows that belong to the parents, in one statement, in the order given. */
export function loadByParents<Row>(
  session: Session,
  table: ModelTableName,
  knownOn: Knowledge,
  parentColumn: string,
  order: string,
  parentIds: readonly string[],
): Promise<Row[]> {
  return loadBy(session, table, knownOn, parentColumn, order, parentIds);
}

function loadBy<Row>(
  session: Session,
  table: ModelTableName,
  knownOn: Knowledge,
  column: string,
  order: string | null,
  ids: readonly string[],
): Promise<Row[]> {
  const parameters = new Parameters();
  const codes = parameters.add(ids.map(kommunCodeOfId), 'text[]');
  const wanted = `unnest(${codes}, ${parameters.add([...ids], 'text[]')}) as wanted (kommun_code, id)`;
  const { select, join } = knownRows(
    table,
    'found',
    knownOn,
    parameters,
    (rows) => `${rows}.kommun_code = wanted.kommun_code and ${rows}.${column} = wanted.id`,
  );
  return session.query<Row>(
    `select ${select}
       from ${wanted}
       ${join}
      ${order === null ? '' : `order by ${order}`}`,
    parameters.values,
  );
}
