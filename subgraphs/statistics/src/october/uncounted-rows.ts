import {
  isOctoberInsats,
  type OctoberInclusion,
  type OctoberInsats,
  type OctoberUncounted,
  octoberDay,
  octoberInclusion,
  octoberInsatser,
} from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { loadIds } from './given-rows.js';
import { type OctoberKnowledge, type OctoberScope, wasKnown } from './october-scope.js';

interface DecisionRow {
  readonly id: string;
  readonly caseId: string;
  readonly insats: string;
  readonly subtype: string | null;
  readonly outcome: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

interface ExecutionRow {
  readonly decisionId: string;
  readonly startedOn: string;
  readonly endedOn: string | null;
}

/**
 * Insatser that go on without a decision that holds on the day, and decisions
 * that have not begun to be executed: what facts hold nothing of is asked of
 * the records, level by level.
 */
export async function loadUncounted(
  session: Session,
  scope: OctoberScope,
  knowledge: OctoberKnowledge,
): Promise<OctoberUncounted[]> {
  const records = new KnownRecords(session, scope, knowledge);
  const executions = await records.read<ExecutionRow>(
    'executions',
    'state.decision_id as "decisionId", state.started_on as "startedOn", state.ended_on as "endedOn"',
    'state.started_on <= $3::date and (state.ended_on is null or state.ended_on >= $3::date) and $4::text[] is not null',
    [],
  );
  const decisions = await records.read<DecisionRow>(
    'decisions',
    `state.id, state.case_id as "caseId", state.insats, state.subtype, state.outcome,
     state.valid_from as "validFrom", state.valid_to as "validTo"`,
    `state.id = any ($4) and state.insats like 'LSS%' and (state.outcome not in ('BIFALL', 'DELVIS_BIFALL')
      or state.valid_from > $3::date or state.valid_to < $3::date)`,
    executions.map(({ decisionId }) => decisionId),
  );
  const cases = await records.read<{ id: string; personId: string }>(
    'cases',
    'state.id, state.person_id as "personId"',
    'state.id = any ($4) and $3::date is not null',
    decisions.map(({ caseId }) => caseId),
  );
  const decisionById = new Map(decisions.map((row) => [row.id, row]));
  const personOfCase = new Map(cases.map(({ id, personId }) => [id, personId]));
  const running = executions.flatMap((execution) => {
    const decision = decisionById.get(execution.decisionId);
    const personId = personOfCase.get(decision?.caseId ?? '');
    return decision === undefined || personId === undefined
      ? []
      : uncountedOf(personId, decision, execution, octoberDay(scope.year));
  });
  return [...running, ...(await loadNotBegun(session, scope, knowledge))];
}

const reasons: Readonly<Partial<Record<OctoberInclusion, OctoberUncounted['reason']>>> = {
  BESLUT_UTGATT: 'BESLUT_UTGATT',
  UTAN_BESLUT: 'UTAN_BESLUT',
};

function uncountedOf(
  personId: string,
  decision: DecisionRow,
  execution: ExecutionRow,
  on: string,
): OctoberUncounted[] {
  const reason = reasons[octoberInclusion({ ...decision, ...execution, interruptions: [] }, on)];
  const { insats } = decision;
  return reason === undefined || !isOctoberInsats(insats) ? [] : [{ personId, insats, reason }];
}

async function loadNotBegun(
  session: Session,
  { kommunCode, namndId, year }: OctoberScope,
  knowledge: OctoberKnowledge,
): Promise<OctoberUncounted[]> {
  const rows = await session.query<{ personKey: number; insats: OctoberInsats }>(
    `select fact.person_key as "personKey", fact.insats from statistics.waiting_facts fact
      where fact.kommun_code = $1 and fact.namnd_id = $2 and ${wasKnown('fact', knowledge, '$5')}
        and fact.insats = any ($4) and not fact.is_interruption and fact.since_on <= $3::date
        and (fact.until_on is null or fact.until_on >= $3::date)`,
    [kommunCode, namndId, octoberDay(year), octoberInsatser, knowledge.at],
  );
  const ids = await loadIds(session, [...new Set(rows.map(({ personKey }) => personKey))]);
  return rows.flatMap(({ personKey, insats }) => {
    const personId = ids.get(personKey);
    return personId === undefined ? [] : [{ personId, insats, reason: 'EJ_VERKSTALLT' as const }];
  });
}

/** Reads model tables of the part in the state that was known. */
class KnownRecords {
  constructor(
    private readonly session: Session,
    private readonly scope: OctoberScope,
    private readonly knowledge: OctoberKnowledge,
  ) {}

  /** @param condition over `state`, with the day as $3 and the ids as $4. */
  read<Row>(table: string, columns: string, condition: string, ids: readonly string[]): Promise<Row[]> {
    const { kommunCode, namndId, year } = this.scope;
    const from = (rows: string) =>
      `select ${columns} from cases.${rows} state
        where state.kommun_code = $1 and state.namnd_id = $2 and ${condition}`;
    const parameters = [kommunCode, namndId, octoberDay(year), [...new Set(ids)]];
    if (this.knowledge.at === null) return this.session.query(from(table), parameters);
    return this.session.query(
      `${from(table)} and state.known_from < $5::timestamptz
       union all ${from(`${table}_history`)} and state.known_from < $5::timestamptz and state.known_to >= $5::timestamptz`,
      [...parameters, this.knowledge.at],
    );
  }
}
