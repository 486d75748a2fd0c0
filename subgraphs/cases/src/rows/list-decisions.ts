import type { Session } from '@kommunhub/subgraph-kit';
import { type Knowledge, knownRows } from './knowledge.js';
import { cutSlice, type ListSlice } from './list-slice.js';
import { type DecisionRow, selectList } from './model-rows.js';
import { allOf, countOf, Parameters } from './statement.js';
import { handledCases, reachOf, unnestAreas } from './work-list.js';

/** Which decisions in the work list's cases are asked for. */
export interface DecisionSelection {
  readonly kommunCodes: readonly string[] | null;
  readonly caseId: string | null;
  readonly decidedFrom: string | null;
  readonly decidedTo: string | null;
  /** For follow-up alone. */
  readonly insats: string | null;
  readonly outcome: string | null;
  /** A day within the decision's validity; one without a first day is valid on none. */
  readonly validOn: string | null;
  /** What the decisions in the cases of today's work list were known to be then. */
  readonly knownOn: Knowledge;
}

/**
 * Reads the next decisions in the caller's own cases and the queue, which costs
 * as many look-ups as there are cases; where the caller sees a nämnd's cases as
 * a whole, decisions come straight from the index of their dates.
 */
export function listDecisions(
  session: Session,
  selection: DecisionSelection,
  slice: ListSlice,
): Promise<DecisionRow[]> {
  const parameters = new Parameters();
  if (isOfWhole(session, selection)) return listWholeDecisions(session, selection, slice, parameters);
  const { select, from } = fromWorkList(session, selection, parameters);
  const { condition, ending } = cutSlice(slice, 'decided_on', parameters);
  const where = allOf([...filterConditions(selection, parameters), condition]);
  return session.query<DecisionRow>(`select ${select} ${from} where ${where} ${ending}`, parameters.values);
}

export function countDecisions(session: Session, selection: DecisionSelection): Promise<number> {
  const parameters = new Parameters();
  const { from } = fromWorkList(session, selection, parameters);
  const where = allOf(filterConditions(selection, parameters));
  return countOf(session, `select count(*) as count ${from} where ${where}`, parameters);
}

/** Whether nothing but whole nämnder is asked about, as they are known now. */
function isOfWhole(session: Session, { kommunCodes, knownOn }: DecisionSelection): boolean {
  const { handled, whole } = reachOf(session, kommunCodes);
  return knownOn === null && whole.length > 0 && handled.length === 0;
}

function listWholeDecisions(
  session: Session,
  selection: DecisionSelection,
  slice: ListSlice,
  parameters: Parameters,
): Promise<DecisionRow[]> {
  const areas = unnestAreas(reachOf(session, selection.kommunCodes).whole, parameters);
  const { condition, ending } = cutSlice(slice, 'decided_on', parameters);
  const where = allOf([
    'listed.kommun_code = whole.kommun_code and listed.namnd_id = whole.namnd_id',
    ...filterConditions(selection, parameters, 'listed.case_id'),
    condition,
  ]);
  return session.query<DecisionRow>(
    `select ${selectList('decisions', 'listed')} from ${areas} cross join lateral (
      select listed.* from cases.decisions listed where ${where} ${ending}) listed ${ending}`,
    parameters.values,
  );
}

function fromWorkList(session: Session, selection: DecisionSelection, parameters: Parameters) {
  const { kommunCodes, knownOn } = selection;
  const handled = handledCases(session, { kommunCodes, assignment: null }, parameters);
  const ofCase = (column: string) => (rows: string) =>
    `${rows}.kommun_code = handled.kommun_code and ${rows}.${column} = handled.id`;
  const { select, join } = knownRows('decisions', 'listed', knownOn, parameters, ofCase('case_id'));
  const joins = [join];
  // A case that was not known yet, or was somebody else's then, shows nothing of that time.
  if (knownOn !== null) joins.push(knownRows('cases', 'known', knownOn, parameters, ofCase('id')).join);
  return { select, from: `from (${handled}) handled\n    ${joins.join('\n    ')}` };
}

function filterConditions(
  selection: DecisionSelection,
  parameters: Parameters,
  ofCase = 'handled.id',
): readonly (string | null)[] {
  const { caseId, decidedFrom, decidedTo, insats, outcome, validOn } = selection;
  const on = validOn === null ? null : parameters.add(validOn, 'date');
  return [
    'true',
    caseId === null ? null : `${ofCase} = ${parameters.add(caseId, 'text')}`,
    decidedFrom === null ? null : `listed.decided_on >= ${parameters.add(decidedFrom, 'date')}`,
    decidedTo === null ? null : `listed.decided_on <= ${parameters.add(decidedTo, 'date')}`,
    insats === null ? null : `listed.insats = ${parameters.add(insats, 'text')}`,
    outcome === null ? null : `listed.outcome = ${parameters.add(outcome, 'text')}`,
    on && `listed.valid_from <= ${on} and (listed.valid_to is null or listed.valid_to >= ${on})`,
  ];
}
