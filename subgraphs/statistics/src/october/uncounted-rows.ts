import {
  isOctoberInsats,
  type OctoberInclusion,
  type OctoberUncounted,
  octoberDay,
  octoberInclusion,
  octoberInsatser,
} from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { type OctoberKnowledge, type OctoberScope, wasKnown } from './october-scope.js';

interface ExecutionRow {
  readonly personId: string;
  readonly insats: string;
  readonly subtype: string | null;
  readonly outcome: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Null for a decision that has not begun to be executed. */
  readonly startedOn: string | null;
  readonly endedOn: string | null;
}

/** Rows of a model table in the state that was known, under the name given. */
function knownRows(table: string, name: string, columns: string, { at }: OctoberKnowledge): string {
  const current = `select ${columns} from cases.${table} state where state.kommun_code = $1 and state.namnd_id = $2`;
  if (at === null) return `(${current}) ${name}`;
  return `(${current} and state.known_from < $5::timestamptz
      union all
      select ${columns} from cases.${table}_history state
       where state.kommun_code = $1 and state.namnd_id = $2 and state.known_from < $5::timestamptz
         and state.known_to >= $5::timestamptz) ${name}`;
}

/**
 * Insatser that go on without a decision that holds on the day, and decisions
 * that have not begun to be executed: one statement. What facts hold nothing of
 * is asked of the records.
 */
export async function loadUncounted(
  session: Session,
  { kommunCode, namndId, year }: OctoberScope,
  knowledge: OctoberKnowledge,
): Promise<OctoberUncounted[]> {
  const decisions =
    'state.id, state.case_id, state.insats, state.subtype, state.outcome, state.valid_from, state.valid_to';
  const executions = 'state.decision_id, state.started_on, state.ended_on';
  const rows = await session.query<ExecutionRow>(
    `select held.person_id as "personId", decision.insats, decision.subtype, decision.outcome,
            decision.valid_from as "validFrom", decision.valid_to as "validTo",
            execution.started_on as "startedOn", execution.ended_on as "endedOn"
       from ${knownRows('executions', 'execution', executions, knowledge)}
       join ${knownRows('decisions', 'decision', decisions, knowledge)} on decision.id = execution.decision_id
       join ${knownRows('cases', 'held', 'state.id, state.person_id', knowledge)} on held.id = decision.case_id
      where execution.started_on <= $3::date and (execution.ended_on is null or execution.ended_on >= $3::date)
        and decision.insats = any ($4) and decision.subtype is distinct from 'SJUKVIKARIE'
        and (decision.outcome not in ('BIFALL', 'DELVIS_BIFALL')
          or decision.valid_from > $3::date or decision.valid_to < $3::date)
     union all
     select person.id, wait.insats, null, 'BIFALL', null, null, null, null
       from statistics.waiting_facts wait
       join statistics.decision_facts decision on decision.kommun_code = $1
        and decision.person_key = wait.person_key and decision.key = wait.decision_key
        and ${wasKnown('decision', knowledge, '$5')}
        and (decision.valid_from is null or decision.valid_from <= $3::date)
        and (decision.valid_to is null or decision.valid_to >= $3::date)
       join statistics.surrogates person on person.key = wait.person_key and person.kommun_code = $1
      where wait.kommun_code = $1 and wait.namnd_id = $2 and wait.insats = any ($4)
        and ${wasKnown('wait', knowledge, '$5')} and not wait.is_interruption
        and wait.since_on <= $3::date and (wait.until_on is null or wait.until_on >= $3::date)
      order by 1, 2`,
    [kommunCode, namndId, octoberDay(year), octoberInsatser, knowledge.at],
  );
  return rows.flatMap((row) => uncountedOf(row, octoberDay(year)));
}

const reasons: Readonly<Partial<Record<OctoberInclusion, OctoberUncounted['reason']>>> = {
  BESLUT_UTGATT: 'BESLUT_UTGATT',
  UTAN_BESLUT: 'UTAN_BESLUT',
  PAGAR_INTE: 'EJ_VERKSTALLT',
};

function uncountedOf({ personId, ...execution }: ExecutionRow, on: string): OctoberUncounted[] {
  const reason = reasons[octoberInclusion({ ...execution, interruptions: [] }, on)];
  const { insats } = execution;
  return reason === undefined || !isOctoberInsats(insats) ? [] : [{ personId, insats, reason }];
}
