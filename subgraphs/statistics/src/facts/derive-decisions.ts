import { baseRows, type Knowledge, keyOf, ofPerson, people } from './base-rows.js';

/** The category of the investigation that a decision on an insats comes out of. */
const fittingCategory = `case when decision.insats = 'LSS_9_2' then 'PERSONLIG_ASSISTANS'
  when decision.insats like 'SOL%' then 'SOL' else 'OVRIGA_LSS' end`;

/** Days that cannot be, or say nothing of how long an investigation takes (`domain.md` 1.5), are unknown. */
const daysSince = (column: string) => `case when decision.decided_on >= found.${column}
  and decision.decided_on <= found.${column} + interval '3 years' then decision.decided_on - found.${column} end`;

/**
 * Decisions with the time since the application (Kolada U28414, which leaves
 * out decisions on sjukvikarie) and since the investigation was opened. The
 * investigation is the case's latest that had been opened by then and was not
 * closed more than a month before, of the insats' own category where there is one.
 */
export function deriveDecisions(knowledge: Knowledge): string {
  return `
    with ${people(knowledge)}, found as (
      select distinct on (decision.id) decision.id, done.category, done.applied_on, done.opened_on
        from ${baseRows('decisions', knowledge)} decision
        join ${baseRows('investigations', knowledge)} done on done.case_id = decision.case_id
       where done.opened_on <= decision.decided_on
         and coalesce(done.closed_on + interval '1 month' >= decision.decided_on, true)
       order by decision.id, done.category = ${fittingCategory} desc, done.opened_on desc, done.id desc
    )
    select decision.kommun_code, own.key, case_own.key as case_key, ${ofPerson}, decision.insats, decision.subtype,
           decision.outcome, decision.decided_on, decision.valid_from, decision.valid_to,
           found.category, found.applied_on, found.opened_on,
           ${daysSince('applied_on')} as days_from_applied, ${daysSince('opened_on')} as days_from_opened
      from ${baseRows('decisions', knowledge)} decision
      join ${baseRows('cases', knowledge)} handled on handled.id = decision.case_id
      join people on people.id = handled.person_id
      left join found on found.id = decision.id
      ${keyOf('decision', 'decision.id', 'own')}
      ${keyOf('case', 'handled.id', 'case_own')}
     where decision.subtype is distinct from 'SJUKVIKARIE'`;
}

/** Uppföljningar; a decision is long when it holds until further notice or for more than a year (`domain.md` 1.6). */
export function deriveFollowUps(knowledge: Knowledge): string {
  return `
    with ${people(knowledge)}
    select follow_up.kommun_code, own.key, decision_own.key as decision_key, ${ofPerson}, decision.insats,
           follow_up.planned_on, follow_up.done_on,
           coalesce(decision.valid_to - coalesce(decision.valid_from, decision.decided_on) > 365, true) as is_long_term
      from ${baseRows('follow_ups', knowledge)} follow_up
      join ${baseRows('decisions', knowledge)} decision on decision.id = follow_up.decision_id
      join ${baseRows('cases', knowledge)} handled on handled.id = decision.case_id
      join people on people.id = handled.person_id
      ${keyOf('followUp', 'follow_up.id', 'own')}
      ${keyOf('decision', 'decision.id', 'decision_own')}
     where decision.subtype is distinct from 'SJUKVIKARIE'`;
}
