import type { Session } from '@kommunhub/subgraph-kit';
import { grantedKommuner, type ListSlice } from './list-cases.js';
import { kommunCodeOfId } from './load-rows.js';
import { type DecisionRow, selectList } from './model-rows.js';
import { allOf, Parameters } from './statement.js';

/** Which decisions of the work list's cases are asked for. */
export interface DecisionSelection {
  readonly kommunCodes: readonly string[] | null;
  readonly caseId: string | null;
  readonly decidedFrom: string | null;
  readonly decidedTo: string | null;
  readonly validOn: string | null;
}

/**
 * Reads the next decisions in the caller's own cases and the queue.
 *
 * The join tells PostgreSQL early which few cases there are to look in; the
 * row rules alone would have it walk through every decision of the kommun.
 */
export function listDecisions(
  session: Session,
  selection: DecisionSelection,
  slice: ListSlice,
): Promise<DecisionRow[]> {
  const parameters = new Parameters();
  const order = slice.descending ? 'desc' : 'asc';
  const conditions = allOf([
    decisionConditions(session, selection, parameters),
    afterPlace(slice, parameters),
  ]);
  return session.query<DecisionRow>(
    `select ${selectList('decisions', 'listed')} ${fromCases} where ${conditions}
      order by listed.decided_on ${order}, listed.id ${order} limit ${parameters.add(slice.limit, 'int')}`,
    parameters.values,
  );
}

export async function countDecisions(session: Session, selection: DecisionSelection): Promise<number> {
  const parameters = new Parameters();
  const [counted] = await session.query<{ count: number }>(
    `select count(*) as count ${fromCases} where ${decisionConditions(session, selection, parameters)}`,
    parameters.values,
  );
  return counted?.count ?? 0;
}

const fromCases = `from cases.cases handled
  join cases.decisions listed on listed.kommun_code = handled.kommun_code and listed.case_id = handled.id`;

function decisionConditions(session: Session, selection: DecisionSelection, parameters: Parameters): string {
  const { caseId, decidedFrom, decidedTo, validOn } = selection;
  const wanted = caseId === null ? selection.kommunCodes : [kommunCodeOfId(caseId)];
  const kommunCodes = grantedKommuner(session, wanted).filter(
    (code) => selection.kommunCodes === null || selection.kommunCodes.includes(code),
  );
  const on = validOn === null ? null : parameters.add(validOn, 'date');
  return allOf([
    `handled.kommun_code = any (${parameters.add(kommunCodes, 'text[]')})`,
    caseId === null ? null : `handled.id = ${parameters.add(caseId, 'text')}`,
    decidedFrom === null ? null : `listed.decided_on >= ${parameters.add(decidedFrom, 'date')}`,
    decidedTo === null ? null : `listed.decided_on <= ${parameters.add(decidedTo, 'date')}`,
    on === null
      ? null
      : `listed.valid_from <= ${on} and (listed.valid_to is null or listed.valid_to >= ${on})`,
  ]);
}

function afterPlace({ after, descending }: ListSlice, parameters: Parameters): string | null {
  if (after === null) return null;
  const on = parameters.add(after.on, 'date');
  return `(listed.decided_on, listed.id) ${descending ? '<' : '>'} (${on}, ${parameters.add(after.id, 'text')})`;
}
