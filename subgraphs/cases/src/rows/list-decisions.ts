import type { Session } from '@kommunhub/subgraph-kit';
import { cutSlice, type ListSlice } from './list-slice.js';
import { type DecisionRow, selectList } from './model-rows.js';
import { allOf, Parameters } from './statement.js';
import { workListStretches } from './work-list.js';

/** Which decisions in the work list's cases are asked for. */
export interface DecisionSelection {
  readonly kommunCodes: readonly string[] | null;
  readonly caseId: string | null;
  readonly decidedFrom: string | null;
  readonly decidedTo: string | null;
  /** A day within the decision's validity; one without a first day is valid on none. */
  readonly validOn: string | null;
}

/** Reads the next decisions in the caller's own cases and the queue; costs as many look-ups as there are cases. */
export function listDecisions(
  session: Session,
  selection: DecisionSelection,
  slice: ListSlice,
): Promise<DecisionRow[]> {
  const parameters = new Parameters();
  const from = fromWorkList(session, selection, parameters);
  const { condition, ending } = cutSlice(slice, 'decided_on', parameters);
  const where = allOf([...filterConditions(selection, parameters), condition]);
  return session.query<DecisionRow>(
    `select ${selectList('decisions', 'listed')} ${from} where ${where} ${ending}`,
    parameters.values,
  );
}

export async function countDecisions(session: Session, selection: DecisionSelection): Promise<number> {
  const parameters = new Parameters();
  const from = fromWorkList(session, selection, parameters);
  const where = allOf(filterConditions(selection, parameters));
  const [counted] = await session.query<{ count: number }>(
    `select count(*) as count ${from} where ${where}`,
    parameters.values,
  );
  return counted?.count ?? 0;
}

function fromWorkList(session: Session, selection: DecisionSelection, parameters: Parameters): string {
  const part = { kommunCodes: selection.kommunCodes, assignment: null };
  const stretches = workListStretches(
    session,
    part,
    parameters,
    (from, where) =>
      `(select listed.kommun_code, listed.id from ${from} join cases.cases listed on ${where})`,
  );
  return `from (${stretches}) handled
    join cases.decisions listed on listed.kommun_code = handled.kommun_code and listed.case_id = handled.id`;
}

function filterConditions(selection: DecisionSelection, parameters: Parameters): readonly (string | null)[] {
  const { caseId, decidedFrom, decidedTo, validOn } = selection;
  const on = validOn === null ? null : parameters.add(validOn, 'date');
  return [
    'true',
    caseId === null ? null : `handled.id = ${parameters.add(caseId, 'text')}`,
    decidedFrom === null ? null : `listed.decided_on >= ${parameters.add(decidedFrom, 'date')}`,
    decidedTo === null ? null : `listed.decided_on <= ${parameters.add(decidedTo, 'date')}`,
    on && `listed.valid_from <= ${on} and (listed.valid_to is null or listed.valid_to >= ${on})`,
  ];
}
