import { kommunCodeOfId, type Session } from '@kommunhub/subgraph-kit';
import { type CaseRow, type DecisionRow, type ModelTableName, selectList } from './model-rows.js';

/** Since and until when a state was what was known; no end for the current one. */
interface Known {
  readonly knownFrom: string;
  readonly knownTo: string | null;
}

export type CaseStateRow = CaseRow & Known;
export type DecisionStateRow = DecisionRow & Known;

/** Every state that the caller's own nämnd has known of the rows, the latest first, in one statement. */
export function loadVersions<Row>(
  session: Session,
  table: ModelTableName,
  ids: readonly string[],
): Promise<Row[]> {
  const states = [`cases.${table}`, `cases.${table}_history`].map((from) => {
    const knownTo = from.endsWith('_history') ? 'found.known_to' : 'null::timestamptz';
    return `select ${selectList(table, 'found')}, found.known_from as "knownFrom", ${knownTo} as "knownTo"
       from unnest($1::text[], $2::text[]) as wanted (kommun_code, id)
       join ${from} found on found.kommun_code = wanted.kommun_code and found.id = wanted.id
        and found.namnd_id = (select hub.own_namnd())`;
  });
  return session.query<Row>(`${states.join('\nunion all\n')}\norder by "knownTo" desc nulls first`, [
    ids.map(kommunCodeOfId),
    [...ids],
  ]);
}
