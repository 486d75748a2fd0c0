import {
  type OctoberGiven,
  type OctoberPerson,
  octoberDay,
  octoberInsatser,
  type Personkrets,
  type Sex,
} from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { type OctoberKnowledge, type OctoberScope, wasKnown } from './october-scope.js';

/** What is given on 1 October, with whom and by whom it is handled. */
export interface GivenInsatser {
  readonly persons: readonly OctoberPerson[];
  readonly given: readonly OctoberGiven[];
  /** Ids of the handläggare of the cases that the insatser of a person were decided in. */
  readonly staffOfPerson: ReadonlyMap<string, ReadonlySet<string>>;
}

interface GivenRow {
  readonly personId: string;
  readonly numberHash: Buffer | null;
  readonly idType: string | null;
  readonly sex: Sex;
  readonly birthYear: number | null;
  readonly personkrets: Personkrets | null;
  readonly insats: OctoberGiven['insats'];
  readonly subtype: string | null;
  readonly executingKommunCode: string | null;
  readonly isInterrupted: boolean;
  readonly staffId: string | null;
}

/**
 * The insatser that the nämnd's persons are given on the day, and those that
 * only an interruption stops, as they were known: one statement, whatever the
 * number of persons. Persons are named under the caller's row rules.
 */
export async function loadGiven(
  session: Session,
  { kommunCode, namndId, year }: OctoberScope,
  knowledge: OctoberKnowledge,
): Promise<GivenInsatser> {
  const known = (rows: string) => wasKnown(rows, knowledge, '$5');
  const ofPart = (rows: string) =>
    `${rows}.kommun_code = $1 and ${rows}.namnd_id = $2 and ${rows}.insats = any ($4) and ${known(rows)}`;
  const decided = (decision: string, rows: string) =>
    `statistics.decision_facts ${decision} on ${decision}.kommun_code = $1 and ${decision}.person_key = ${rows}.person_key
       and ${decision}.key = ${rows}.decision_key and ${known(decision)}`;
  const rows = await session.query<GivenRow>(
    `with given as (
       select fact.person_key, fact.decision_key, fact.sex, fact.birth_year, fact.personkrets, fact.insats,
              fact.subtype, fact.executing_kommun_code, false as is_interrupted
         from statistics.insats_facts fact
        where ${ofPart('fact')} and fact.from_on <= $3::date and (fact.to_on is null or fact.to_on >= $3::date)
       union all
       select wait.person_key, wait.decision_key, wait.sex, wait.birth_year, wait.personkrets, wait.insats,
              before.subtype, before.executing_kommun_code, true
         from statistics.waiting_facts wait
         join ${decided('decision', 'wait')}
          and (decision.valid_from is null or decision.valid_from <= $3::date)
          and (decision.valid_to is null or decision.valid_to >= $3::date)
         left join lateral (
           select fact.subtype, fact.executing_kommun_code from statistics.insats_facts fact
            where fact.kommun_code = $1 and fact.person_key = wait.person_key
              and fact.decision_key = wait.decision_key and ${known('fact')} and fact.from_on <= $3::date
            order by fact.from_on desc limit 1) before on true
        where ${ofPart('wait')} and wait.is_interruption and wait.since_on <= $3::date
          and (wait.until_on is null or wait.until_on >= $3::date))
     select person.id as "personId", coalesce(current.personnummer_hash, earlier.personnummer_hash) as "numberHash",
            coalesce(current.id_type, earlier.id_type) as "idType", given.sex, given.birth_year as "birthYear",
            given.personkrets, given.insats, given.subtype, given.executing_kommun_code as "executingKommunCode",
            given.is_interrupted as "isInterrupted", staff.id as "staffId"
       from given
       join statistics.surrogates person on person.key = given.person_key and person.kommun_code = $1
       left join cases.persons current on current.kommun_code = $1 and current.id = person.id
       left join lateral (
         select state.personnummer_hash, state.id_type from cases.persons_history state
          where current.id is null and state.kommun_code = $1 and state.id = person.id
          order by state.known_to desc limit 1) earlier on true
       left join ${decided('decision', 'given')}
       left join statistics.case_facts handled on handled.kommun_code = $1
        and handled.person_key = given.person_key and handled.key = decision.case_key and ${known('handled')}
       left join statistics.surrogates staff on staff.key = handled.staff_key
      order by 1, given.insats, given.is_interrupted, given.subtype, given.executing_kommun_code`,
    [kommunCode, namndId, octoberDay(year), octoberInsatser, knowledge.at],
  );
  return {
    persons: [...new Map(rows.map((row) => [row.personId, personOf(row)])).values()],
    given: rows.map(({ personId, insats, subtype, executingKommunCode, isInterrupted }) => ({
      ...{ personId, insats, subtype, executingKommunCode, isInterrupted },
    })),
    staffOfPerson: staffOf(rows),
  };
}

function personOf({ personId, numberHash, idType, sex, birthYear, personkrets }: GivenRow): OctoberPerson {
  return {
    id: personId,
    numberMark: numberHash?.toString('hex') ?? null,
    idType: idType ?? 'SAKNAS',
    ...{ sex, birthYear, personkrets },
  };
}

function staffOf(rows: readonly GivenRow[]): Map<string, Set<string>> {
  const staff = new Map<string, Set<string>>();
  for (const { personId, staffId } of rows) {
    if (staffId === null) continue;
    staff.set(personId, (staff.get(personId) ?? new Set()).add(staffId));
  }
  return staff;
}
