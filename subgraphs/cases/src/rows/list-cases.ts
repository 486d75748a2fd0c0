import type { CaseStatus, Personkrets } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { type Knowledge, knownRows } from './knowledge.js';
import { cutSlice, type ListSlice } from './list-slice.js';
import { type CaseRow, selectList } from './model-rows.js';
import { allOf, countOf, Parameters } from './statement.js';
import { handledCases, type WorkListPart, workListStretches } from './work-list.js';

export interface CaseSelection extends WorkListPart {
  readonly status: CaseStatus | null;
  readonly openedFrom: string | null;
  readonly openedTo: string | null;
  /** For follow-up alone. */
  readonly personkrets: Personkrets | null;
  /** A day on which the case was open, both ends included. */
  readonly validOn: string | null;
  /** What the cases of today's work list were known to be then. */
  readonly knownOn: Knowledge;
}

/**
 * Reads the next cases of the work list.
 *
 * Each stretch gives its own first rows in order, so that a page costs the
 * same wherever in the list it lies.
 */
export function listCases(session: Session, selection: CaseSelection, slice: ListSlice): Promise<CaseRow[]> {
  const parameters = new Parameters();
  if (selection.knownOn !== null) return listKnownCases(session, selection, slice, parameters);
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

/** History has no index in the order of the list: the work list is gone through case by case. */
function listKnownCases(
  session: Session,
  selection: CaseSelection,
  slice: ListSlice,
  parameters: Parameters,
): Promise<CaseRow[]> {
  const { select, from } = fromKnownWorkList(session, selection, parameters);
  const { condition, ending } = cutSlice(slice, 'opened_on', parameters);
  const where = allOf(['true', ...filterConditions(selection, parameters), condition]);
  return session.query<CaseRow>(`select ${select} ${from} where ${where} ${ending}`, parameters.values);
}

function fromKnownWorkList(session: Session, selection: CaseSelection, parameters: Parameters) {
  const handled = handledCases(session, selection, parameters);
  const { select, join } = knownRows(
    'cases',
    'listed',
    selection.knownOn,
    parameters,
    (rows) => `${rows}.kommun_code = handled.kommun_code and ${rows}.id = handled.id`,
  );
  return { select, from: `from (${handled}) handled ${join}` };
}

/** How many cases of the work list are selected. */
export function countCases(session: Session, selection: CaseSelection): Promise<number> {
  const parameters = new Parameters();
  if (selection.knownOn !== null) {
    const { from } = fromKnownWorkList(session, selection, parameters);
    const where = allOf(['true', ...filterConditions(selection, parameters)]);
    return countOf(session, `select count(*) as count ${from} where ${where}`, parameters);
  }
  const filter = filterConditions(selection, parameters);
  const stretches = workListStretches(
    session,
    selection,
    parameters,
    (from, where) =>
      `(select listed.id from ${from} join cases.cases listed on ${allOf([where, ...filter])})`,
  );
  return countOf(session, `select count(*) as count from (${stretches}) listed`, parameters);
}

function filterConditions(selection: CaseSelection, parameters: Parameters): readonly (string | null)[] {
  const { status, openedFrom, openedTo, personkrets, validOn } = selection;
  const on = validOn === null ? null : parameters.add(validOn, 'date');
  return [
    status === null ? null : `listed.status = ${parameters.add(status, 'text')}`,
    openedFrom === null ? null : `listed.opened_on >= ${parameters.add(openedFrom, 'date')}`,
    openedTo === null ? null : `listed.opened_on <= ${parameters.add(openedTo, 'date')}`,
    personkrets === null
      ? null
      : `exists (select from cases.persons of_kind where of_kind.kommun_code = listed.kommun_code
          and of_kind.id = listed.person_id and of_kind.personkrets = ${parameters.add(personkrets, 'text')})`,
    on && `listed.opened_on <= ${on} and (listed.closed_on is null or listed.closed_on >= ${on})`,
  ];
}
