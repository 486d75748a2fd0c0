import type { Session } from '@kommunhub/subgraph-kit';
import { kommunCodeOfId } from './load-rows.js';
import type { Parameters } from './statement.js';

/** Which part of the caller's work list is meant. */
export interface WorkListPart {
  /** Null: everywhere the caller handles LSS cases. */
  readonly kommunCodes: readonly string[] | null;
  /** Null: both. */
  readonly assignment: 'OWN' | 'QUEUE' | null;
}

/** One stretch of the work list: rows of `cases.cases listed` that stand together in an index. */
export type WriteStretch = (from: string, where: string) => string;

/**
 * The caller's work list as a union of stretches of an index: one for each of
 * the caller's handläggare ids and one for each kommun's queue.
 *
 * The row rules of the tables would give the same rows from a scan of the whole
 * kommun; said this way PostgreSQL goes straight to them, and the rules only
 * have nothing left to refuse.
 */
export function workListStretches(
  session: Session,
  part: WorkListPart,
  parameters: Parameters,
  write: WriteStretch,
): string {
  const kommunCodes = grantedKommuner(session, part.kommunCodes);
  const selects: string[] = [];
  if (part.assignment !== 'QUEUE') {
    const ids = ownHandlaggareIds(session).filter((id) => kommunCodes.includes(kommunCodeOfId(id)));
    const from = `unnest(${parameters.add(ids.map(kommunCodeOfId), 'text[]')}, ${parameters.add(ids, 'text[]')})
      as own (kommun_code, handlaggare_id)`;
    selects.push(
      write(from, 'listed.kommun_code = own.kommun_code and listed.handlaggare_id = own.handlaggare_id'),
    );
  }
  if (part.assignment !== 'OWN') {
    const from = `unnest(${parameters.add(kommunCodes, 'text[]')}) as served (kommun_code)`;
    const queue =
      'listed.kommun_code = served.kommun_code and not listed.has_handlaggare and listed.closed_on is null';
    selects.push(write(from, queue));
  }
  return selects.join(' union all ');
}

function grantedKommuner(session: Session, wanted: readonly string[] | null): readonly string[] {
  const granted = handlingGrants(session).flatMap(({ kommunCodes }) => kommunCodes);
  return [...new Set(granted)].filter((code) => wanted === null || wanted.includes(code)).sort();
}

function ownHandlaggareIds(session: Session): readonly string[] {
  return [...new Set(handlingGrants(session).flatMap(({ handlaggareIds }) => handlaggareIds))].sort();
}

function handlingGrants(session: Session) {
  return session.caller.grants.filter(({ task }) => task === 'LSS_HANDLAGGNING');
}
