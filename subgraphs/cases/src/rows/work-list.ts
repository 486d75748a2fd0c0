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
 * the caller's handläggare ids in each kommun, one for each kommun's queue, and
 * one for each nämnd where the caller's rows are no work list of its own: all,
 * the sample, what is put before the nämnd, claims.
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
  const { handled, whole } = reachOf(session, part.kommunCodes);
  // Own cases and the queue are asked for by name also where more is seen.
  if (part.assignment !== null) {
    return handledStretches([...handled, ...whole], [], part.assignment, parameters, write).join(
      ' union all ',
    );
  }
  const selects =
    handled.length > 0 || whole.length === 0 ? handledStretches(handled, whole, null, parameters, write) : [];
  if (whole.length > 0) {
    const areas = unnestAreas(whole, parameters);
    selects.push(write(areas, 'listed.kommun_code = whole.kommun_code and listed.namnd_id = whole.namnd_id'));
  }
  return selects.join(' union all ');
}

/** Nämnd and kommun of the grants as rows of `whole`, each once. */
export function unnestAreas(grants: readonly Grant[], parameters: Parameters): string {
  const pairs = grants.flatMap(({ namndId, kommunCodes }) => kommunCodes.map((code) => `${code} ${namndId}`));
  const areas = [...new Set(pairs)].sort().map((pair) => pair.split(' '));
  const codes = parameters.add(
    areas.map(([code]) => code),
    'text[]',
  );
  const namnder = parameters.add(
    areas.map(([, namndId]) => namndId),
    'text[]',
  );
  return `unnest(${codes}, ${namnder}) as whole (kommun_code, namnd_id)`;
}

function handledStretches(
  grants: readonly Grant[],
  apart: readonly Grant[],
  assignment: WorkListPart['assignment'],
  parameters: Parameters,
  write: WriteStretch,
): string[] {
  const selects: string[] = [];
  if (assignment !== 'QUEUE') {
    const own = ownHandlaggareIds(grants);
    const codes = own.map(({ kommunCode }) => kommunCode);
    const ids = own.map(({ id }) => id);
    const from = `unnest(${parameters.add(codes, 'text[]')}, ${parameters.add(ids, 'text[]')})
      as own (kommun_code, handlaggare_id)`;
    selects.push(
      write(from, 'listed.kommun_code = own.kommun_code and listed.handlaggare_id = own.handlaggare_id'),
    );
  }
  if (assignment !== 'OWN') {
    const codes = [...new Set(grants.flatMap(({ kommunCodes }) => kommunCodes))].sort();
    const from = `unnest(${parameters.add(codes, 'text[]')}) as served (kommun_code)`;
    const queue =
      'listed.kommun_code = served.kommun_code and not listed.has_handlaggare and listed.closed_on is null';
    // Another nämnd of the kommun whose whole list is seen has its queue there.
    const others = apart.map(({ namndId }) => namndId);
    const elsewhere =
      apart.length === 0 ? '' : ` and listed.namnd_id <> all (${parameters.add(others, 'text[]')})`;
    selects.push(write(from, `${queue}${elsewhere}`));
  }
  return selects;
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

/** The caller's grants with those of their kommuner that are wanted, parted by what the caller sees there. */
export function reachOf(
  { caller }: Session,
  wanted: readonly string[] | null,
): { readonly handled: readonly Grant[]; readonly whole: readonly Grant[] } {
  const grants = caller.grants
    .filter(({ task, scope }) => task === 'LSS_HANDLAGGNING' || scope === 'CLAIMS')
    .map((grant) => ({
      ...grant,
      kommunCodes: grant.kommunCodes.filter((code) => wanted === null || wanted.includes(code)),
    }));
  const isHandled = ({ scope }: Grant) => (scope ?? 'OWN_CASES') === 'OWN_CASES';
  return { handled: grants.filter(isHandled), whole: grants.filter((grant) => !isHandled(grant)) };
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
