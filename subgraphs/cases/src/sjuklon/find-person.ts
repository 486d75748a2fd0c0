import type { Session } from '@kommunhub/subgraph-kit';

/**
 * Finds the individual of a claim, by opaque id or by the keyed hash of the
 * number, among those that the row rules show: a claim must point there first.
 * Of several records of one person the one with a case is taken.
 */
export async function findPerson(
  session: Session,
  kommunCode: string,
  by: { readonly personId: string | null; readonly personnummerHash: Buffer | null },
): Promise<string | null> {
  const [found] = await session.query<{ id: string }>(
    `select person.id from cases.persons person
      where person.kommun_code = $1 and (person.id = $2 or person.personnummer_hash = $3)
      order by (person.id = $2) desc nulls last, person.known_from desc, person.id limit 1`,
    [kommunCode, by.personId, by.personnummerHash],
  );
  return found?.id ?? null;
}

/**
 * The person's LSS case that a sjuklön decision belongs to: one with a decision
 * on personlig assistans (LSS 9 § 2) before others, open before closed, the
 * latest opened of these.
 */
export async function findInsatsCase(
  session: Session,
  kommunCode: string,
  personId: string,
): Promise<string | null> {
  const [found] = await session.query<{ id: string }>(
    `select listed.id from cases.cases listed
      where listed.kommun_code = $1 and listed.person_id = $2 and listed.law = 'LSS'
      order by exists (select from cases.decisions decision
                        where decision.kommun_code = listed.kommun_code and decision.case_id = listed.id
                          and decision.insats = 'LSS_9_2') desc,
               listed.closed_on is null desc, listed.opened_on desc, listed.id limit 1`,
    [kommunCode, personId],
  );
  return found?.id ?? null;
}

/** Whether a granted decision on personlig assistans (LSS 9 § 2) of the person held on any day of the interval. */
export async function hasAssistance(
  session: Session,
  kommunCode: string,
  personId: string,
  from: string,
  to: string,
): Promise<boolean> {
  const found = await session.query(
    `select from cases.decisions decision
       join cases.cases of_case on of_case.kommun_code = decision.kommun_code and of_case.id = decision.case_id
      where decision.kommun_code = $1 and of_case.person_id = $2 and decision.insats = 'LSS_9_2'
        and decision.subtype is distinct from 'SJUKVIKARIE' and decision.outcome in ('BIFALL', 'DELVIS_BIFALL')
        and coalesce(decision.valid_from, decision.decided_on) <= $4::date
        and (decision.valid_to is null or decision.valid_to >= $3::date)
      limit 1`,
    [kommunCode, personId, from, to],
  );
  return found.length > 0;
}
