import { type OctoberGiven, type OctoberInsats, octoberDay, octoberInsatser } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { type OctoberKnowledge, type OctoberScope, wasKnown } from './october-scope.js';
import { loadRecordsOfPersons, type PersonFacts, type PersonRecords } from './person-records.js';

/** What is given on 1 October, to whom, and who handles the cases. */
export interface GivenInsatser extends PersonRecords {
  readonly given: readonly OctoberGiven[];
  /** Ids of the handläggare of the cases that the insatser of a person were decided in. */
  readonly staffOfPerson: ReadonlyMap<string, ReadonlySet<string>>;
}

interface FactRow extends PersonFacts {
  readonly decisionKey: number;
  readonly insats: OctoberInsats;
  readonly subtype: string | null;
  readonly executingKommunCode: string | null;
  readonly isInterrupted: boolean;
}

interface DecisionRow {
  readonly key: number;
  readonly caseKey: number;
  readonly subtype: string | null;
  readonly holds: boolean;
}

/**
 * The insatser that the nämnd's persons are given on the day, and those that
 * only an interruption stops, as they were known.
 *
 * A few statements, each through one index and joined here: in one statement
 * the planner goes through all rows for each row wherever the tables have grown
 * since they were analysed, as they have after a first delivery.
 */
export async function loadGiven(
  session: Session,
  scope: OctoberScope,
  knowledge: OctoberKnowledge,
): Promise<GivenInsatser> {
  const running = await loadRunning(session, scope, knowledge);
  const paused = await loadPaused(session, scope, knowledge);
  const personKeys = [...new Set([...running, ...paused].map(({ personKey }) => personKey))];
  const decisions = await loadDecisions(session, scope, knowledge, personKeys);
  const facts = [...running, ...paused.flatMap((fact) => interrupted(fact, decisions.get(fact.decisionKey)))];
  const staffKeys = await loadStaffKeys(session, scope, knowledge, personKeys);
  const ids = await loadIds(session, [...personKeys, ...new Set(staffKeys.values())]);
  const named = facts.flatMap((fact) => {
    const personId = ids.get(fact.personKey);
    return personId === undefined ? [] : [{ ...fact, personId }];
  });
  const staffOfPerson = new Map<string, Set<string>>();
  for (const { personId, decisionKey } of named) {
    const staffId = ids.get(staffKeys.get(decisions.get(decisionKey)?.caseKey ?? -1) ?? -1);
    if (staffId !== undefined)
      staffOfPerson.set(personId, (staffOfPerson.get(personId) ?? new Set()).add(staffId));
  }
  return {
    ...(await loadRecordsOfPersons(session, scope, new Map(named.map((fact) => [fact.personId, fact])))),
    given: named.map(({ personId, insats, subtype, executingKommunCode, isInterrupted }) => ({
      ...{ personId, insats, subtype, executingKommunCode, isInterrupted },
    })),
    staffOfPerson,
  };
}

const personColumns =
  'fact.person_key as "personKey", fact.sex, fact.birth_year as "birthYear", fact.personkrets';

function loadRunning(session: Session, scope: OctoberScope, knowledge: OctoberKnowledge): Promise<FactRow[]> {
  return session.query(
    `select ${personColumns}, fact.decision_key as "decisionKey", fact.insats, fact.subtype,
            fact.executing_kommun_code as "executingKommunCode", false as "isInterrupted"
       from statistics.insats_facts fact
      where fact.kommun_code = $1 and fact.namnd_id = $2 and ${wasKnown('fact', knowledge, '$5')}
        and fact.insats = any ($4) and fact.from_on <= $3::date and (fact.to_on is null or fact.to_on >= $3::date)
      order by fact.person_key, fact.insats, fact.subtype, fact.executing_kommun_code`,
    [scope.kommunCode, scope.namndId, octoberDay(scope.year), octoberInsatser, knowledge.at],
  );
}

/** Interrupted insatser; where they are executed is what was said of another time of theirs. */
function loadPaused(session: Session, scope: OctoberScope, knowledge: OctoberKnowledge): Promise<FactRow[]> {
  return session.query(
    `select ${personColumns}, fact.decision_key as "decisionKey", fact.insats, null as subtype, true as "isInterrupted",
            (select other.executing_kommun_code from statistics.insats_facts other
              where other.kommun_code = $1 and other.person_key = fact.person_key
                and other.decision_key = fact.decision_key and ${wasKnown('other', knowledge, '$5')}
              order by other.from_on <= $3::date desc, other.from_on desc limit 1) as "executingKommunCode"
       from statistics.waiting_facts fact
      where fact.kommun_code = $1 and fact.namnd_id = $2 and ${wasKnown('fact', knowledge, '$5')}
        and fact.insats = any ($4) and fact.is_interruption and fact.since_on <= $3::date
        and (fact.until_on is null or fact.until_on >= $3::date)
      order by fact.person_key, fact.insats, fact.decision_key`,
    [scope.kommunCode, scope.namndId, octoberDay(scope.year), octoberInsatser, knowledge.at],
  );
}

/** An interruption counts as one while the decision holds. */
function interrupted(fact: FactRow, decision: DecisionRow | undefined): FactRow[] {
  return decision?.holds === true ? [{ ...fact, subtype: decision.subtype }] : [];
}

async function loadDecisions(
  session: Session,
  scope: OctoberScope,
  knowledge: OctoberKnowledge,
  personKeys: readonly number[],
): Promise<ReadonlyMap<number, DecisionRow>> {
  const rows = await session.query<DecisionRow>(
    `select fact.key, fact.case_key as "caseKey", fact.subtype,
            coalesce(fact.valid_from <= $2::date, true) and coalesce(fact.valid_to >= $2::date, true) as holds
       from statistics.decision_facts fact
      where fact.kommun_code = $1 and fact.person_key = any ($3) and ${wasKnown('fact', knowledge, '$4')}`,
    [scope.kommunCode, octoberDay(scope.year), personKeys, knowledge.at],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** The handläggare of each case of the persons, by the case's key. */
async function loadStaffKeys(
  session: Session,
  scope: OctoberScope,
  knowledge: OctoberKnowledge,
  personKeys: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await session.query<{ key: number; staffKey: number }>(
    `select fact.key, fact.staff_key as "staffKey" from statistics.case_facts fact
      where fact.kommun_code = $1 and fact.person_key = any ($2) and fact.staff_key is not null
        and ${wasKnown('fact', knowledge, '$3')}`,
    [scope.kommunCode, personKeys, knowledge.at],
  );
  return new Map(rows.map(({ key, staffKey }) => [key, staffKey]));
}

/** What surrogates stand for, under the caller's row rules: the own nämnd's alone. */
export async function loadIds(
  session: Session,
  keys: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await session.query<{ key: number; id: string }>(
    'select known.key, known.id from statistics.surrogates known where known.key = any ($1)',
    [keys],
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}
