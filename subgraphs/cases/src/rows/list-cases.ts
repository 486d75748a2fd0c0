import type { CaseStatus } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { cutSlice, type ListSlice } from './list-slice.js';
import { type CaseRow, selectList } from './model-rows.js';
import { allOf, Parameters } from './statement.js';
import { type WorkListPart, workListStretches } from './work-list.js';

export interface CaseSelection extends WorkListPart {
  readonly status: CaseStatus | null;
  readonly openedFrom: string | null;
  readonly openedTo: string | null;
  /** A day on which the case was open, both ends included. */
  readonly validOn: string | null;
}

/**
 * Reads the next cases of the work list.
 *
 * Each stretch gives its own first rows in order, so that a page costs the
 * same wherever in the list it lies.
 */
export function listCases(session: Session, selection: CaseSelection, slice: ListSlice): Promise<CaseRow[]> {
  const parameters = new Parameters();
  const filter = filterConditions(selection, parameters);
  const { condition, ending } = cutSlice(slice, 'opened_on', parameters);
  const stretches = workListStretches(
    session,
    selection,
    parameters,
    (from, where) => `(select stretch.* from ${from} cross join lateral (
      select listed.* from cases.cases listed where ${allOf([where, ...filter, condition])} ${ending}) stretch)`,
  );
  return session.query<CaseRow>(
    `select ${selectList('cases', 'listed')} from (${stretches}) listed ${ending}`,
    parameters.values,
  );
}

/** How many cases of the work list are selected. */
export async function countCases(session: Session, selection: CaseSelection): Promise<number> {
  const parameters = new Parameters();
  const filter = filterConditions(selection, parameters);
  const stretches = workListStretches(
    session,
    selection,
    parameters,
    (from, where) =>
      `(select listed.id from ${from} join cases.cases listed on ${allOf([where, ...filter])})`,
  );
  const [counted] = await session.query<{ count: number }>(
    `select count(*) as count from (${stretches}) listed`,
    parameters.values,
  );
  return counted?.count ?? 0;
}

function filterConditions(selection: CaseSelection, parameters: Parameters): readonly (string | null)[] {
  const { status, openedFrom, openedTo, validOn } = selection;
  const on = validOn === null ? null : parameters.add(validOn, 'date');
  return [
    status === null ? null : `listed.status = ${parameters.add(status, 'text')}`,
    openedFrom === null ? null : `listed.opened_on >= ${parameters.add(openedFrom, 'date')}`,
    openedTo === null ? null : `listed.opened_on <= ${parameters.add(openedTo, 'date')}`,
    on && `listed.opened_on <= ${on} and (listed.closed_on is null or listed.closed_on >= ${on})`,
  ];
}
