import type { Grant } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
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
 * the caller's handläggare ids in each kommun and one for each kommun's queue.
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
  const grants = handlingGrants(session, part.kommunCodes);
  const selects: string[] = [];
  if (part.assignment !== 'QUEUE') {
    const own = ownHandlaggareIds(grants);
    const codes = own.map(({ kommunCode }) => kommunCode);
    const ids = own.map(({ id }) => id);
    const from = `unnest(${parameters.add(codes, 'text[]')}, ${parameters.add(ids, 'text[]')})
      as own (kommun_code, handlaggare_id)`;
    selects.push(
      write(from, 'listed.kommun_code = own.kommun_code and listed.handlaggare_id = own.handlaggare_id'),
    );
  }
  if (part.assignment !== 'OWN') {
    const codes = [...new Set(grants.flatMap(({ kommunCodes }) => kommunCodes))].sort();
    const from = `unnest(${parameters.add(codes, 'text[]')}) as served (kommun_code)`;
    const queue =
      'listed.kommun_code = served.kommun_code and not listed.has_handlaggare and listed.closed_on is null';
    selects.push(write(from, queue));
  }
  return selects.join(' union all ');
}

/** Kommun code and id of every case of the work list. */
export function handledCases(session: Session, part: WorkListPart, parameters: Parameters): string {
  return workListStretches(
    session,
    part,
    parameters,
    (from, where) =>
      `(select listed.kommun_code, listed.id from ${from} join cases.cases listed on ${where})`,
  );
}

/** The grants for LSS handling with those of their kommuner that are wanted. */
function handlingGrants({ caller }: Session, wanted: readonly string[] | null): readonly Grant[] {
  return caller.grants
    .filter(({ task }) => task === 'LSS_HANDLAGGNING')
    .map((grant) => ({
      ...grant,
      kommunCodes: grant.kommunCodes.filter((code) => wanted === null || wanted.includes(code)),
    }));
}

/**
 * The caller's handläggare ids in each granted kommun. In a gemensam nämnd one
 * handläggare has cases of several kommuner, and the id names only the one
 * that the system tells of the handläggare.
 */
function ownHandlaggareIds(grants: readonly Grant[]): readonly { kommunCode: string; id: string }[] {
  const pairs = grants.flatMap(({ kommunCodes, handlaggareIds }) =>
    kommunCodes.flatMap((kommunCode) => handlaggareIds.map((id) => ({ kommunCode, id }))),
  );
  const byName = new Map(pairs.map((pair) => [`${pair.kommunCode} ${pair.id}`, pair]));
  return [...byName.keys()].sort().map((name) => byName.get(name)!);
}
