import type { CaseStatus } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { kommunCodeOfId } from './load-rows.js';
import { type CaseRow, selectList } from './model-rows.js';
import { allOf, Parameters } from './statement.js';

/** Which part of the work list is asked for. */
export interface CaseSelection {
  readonly kommunCodes: readonly string[] | null;
  readonly assignment: 'OWN' | 'QUEUE' | null;
  readonly status: CaseStatus | null;
  readonly openedFrom: string | null;
  readonly openedTo: string | null;
  readonly validOn: string | null;
}

/** A row's place in a list ordered by date: what a cursor holds. */
export interface ListPlace {
  readonly on: string;
  readonly id: string;
}

export interface ListSlice {
  readonly descending: boolean;
  /** The place to begin after; null for the beginning. */
  readonly after: ListPlace | null;
  readonly limit: number;
}

/**
 * Reads the next rows of the work list.
 *
 * The list is the union of short ordered stretches of one index, one for each
 * of the caller's handläggare ids and one for each kommun's queue, so that a
 * page costs the same wherever in the list it lies. The row rules of the
 * tables would give the same rows; here they only have nothing left to refuse.
 */
export function listCases(session: Session, selection: CaseSelection, slice: ListSlice): Promise<CaseRow[]> {
  const parameters = new Parameters();
  const order = slice.descending ? 'desc' : 'asc';
  const after = slice.after === null ? null : afterPlace(slice.after, slice.descending, parameters);
  const limit = parameters.add(slice.limit, 'int');
  const ending = `order by listed.opened_on ${order}, listed.id ${order} limit ${limit}`;
  const stretches = visibleStretches(session, selection, parameters, (from, where) => {
    const conditions = allOf([where, after]);
    return `(select stretch.* from ${from} cross join lateral (
      select listed.* from cases.cases listed where ${conditions} ${ending}) stretch)`;
  });
  return session.query<CaseRow>(
    `select ${selectList('cases', 'listed')} from (${stretches}) listed ${ending}`,
    parameters.values,
  );
}

/** How many cases the work list holds. */
export async function countCases(session: Session, selection: CaseSelection): Promise<number> {
  const parameters = new Parameters();
  const stretches = visibleStretches(
    session,
    selection,
    parameters,
    (from, where) => `(select listed.id from ${from} join cases.cases listed on ${where})`,
  );
  const [counted] = await session.query<{ count: number }>(
    `select count(*) as count from (${stretches}) listed`,
    parameters.values,
  );
  return counted?.count ?? 0;
}

/** One select for the caller's own cases and one for the queue, or the one that is asked for. */
function visibleStretches(
  session: Session,
  selection: CaseSelection,
  parameters: Parameters,
  write: (from: string, where: string) => string,
): string {
  const kommunCodes = grantedKommuner(session, selection.kommunCodes);
  const filter = filterConditions(selection, parameters);
  const selects: string[] = [];
  if (selection.assignment !== 'QUEUE') {
    const ids = ownHandlaggareIds(session).filter((id) => kommunCodes.includes(kommunCodeOfId(id)));
    const from = `unnest(${parameters.add(ids.map(kommunCodeOfId), 'text[]')}, ${parameters.add(ids, 'text[]')})
      as own (kommun_code, handlaggare_id)`;
    const mine = 'listed.kommun_code = own.kommun_code and listed.handlaggare_id = own.handlaggare_id';
    selects.push(write(from, allOf([mine, filter])));
  }
  if (selection.assignment !== 'OWN') {
    const from = `unnest(${parameters.add(kommunCodes, 'text[]')}) as served (kommun_code)`;
    const queue = `listed.kommun_code = served.kommun_code and listed.handlaggare_id is null
        and not listed.has_handlaggare and listed.closed_on is null`;
    selects.push(write(from, allOf([queue, filter])));
  }
  return selects.join(' union all ');
}

function filterConditions(selection: CaseSelection, parameters: Parameters): string | null {
  const { status, openedFrom, openedTo, validOn } = selection;
  const on = validOn === null ? null : parameters.add(validOn, 'date');
  const conditions = [
    status === null ? null : `listed.status = ${parameters.add(status, 'text')}`,
    openedFrom === null ? null : `listed.opened_on >= ${parameters.add(openedFrom, 'date')}`,
    openedTo === null ? null : `listed.opened_on <= ${parameters.add(openedTo, 'date')}`,
    on === null
      ? null
      : `listed.opened_on <= ${on} and (listed.closed_on is null or listed.closed_on >= ${on})`,
  ];
  const condition = allOf(conditions);
  return condition === '' ? null : condition;
}

function afterPlace(place: ListPlace, descending: boolean, parameters: Parameters): string {
  const on = parameters.add(place.on, 'date');
  return `(listed.opened_on, listed.id) ${descending ? '<' : '>'} (${on}, ${parameters.add(place.id, 'text')})`;
}

/** Kommuner where the caller handles LSS cases, narrowed to those asked for. */
export function grantedKommuner(session: Session, wanted: readonly string[] | null): readonly string[] {
  const granted = handlingGrants(session).flatMap(({ kommunCodes }) => kommunCodes);
  return [...new Set(granted)].filter((code) => wanted === null || wanted.includes(code)).sort();
}

function ownHandlaggareIds(session: Session): readonly string[] {
  return [...new Set(handlingGrants(session).flatMap(({ handlaggareIds }) => handlaggareIds))].sort();
}

function handlingGrants(session: Session) {
  return session.caller.grants.filter(({ task }) => task === 'LSS_HANDLAGGNING');
}
