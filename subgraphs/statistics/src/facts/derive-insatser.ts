import { baseRows, type Knowledge, keyOf, ofPerson, people } from './base-rows.js';

/** Decisions that grant something: gynnande, and no payment for a sick assistant's substitute. */
export const isGranted = `decision.outcome in ('BIFALL', 'DELVIS_BIFALL')
  and decision.subtype is distinct from 'SJUKVIKARIE'`;

/** Executed for the kommun by somebody else's offer: a placement of one, or in or by another kommun. */
const isExternal = `(execution.regi in ('ENSKILD_PLACERING', 'ANNAN_KOMMUN')
  or execution.executing_kommun_code <> decision.kommun_code) is true`;

/** An interval that ends before it begins is none. */
const notReversed = (from: string, to: string) => `coalesce(${to} >= ${from}, true)`;

/**
 * The days on which each insats was given: granted, in force, begun, not ended
 * and not interrupted (LSS 15 a §; SOSFS 2005:21: decided and executed). All
 * intervals are closed at both ends, so that the day on which one begins or
 * ends belongs to it; what remains between interruptions is a row of its own.
 */
export function deriveInsatser(knowledge: Knowledge): string {
  const from = 'greatest(decision.valid_from, execution.started_on)';
  const to = 'least(decision.valid_to, execution.ended_on)';
  return `
    with ${people(knowledge)}, pauses as (
      select execution_id, range_agg(daterange(started_on, ended_on, '[]')) as days
        from ${baseRows('interruptions', knowledge)} pause where ${notReversed('started_on', 'ended_on')}
       group by execution_id
    ), given as (
      select decision.kommun_code, decision.id, decision.case_id, decision.insats, decision.subtype,
             ${isExternal} as is_external, execution.executing_kommun_code,
             datemultirange(daterange(${from}, ${to}, '[]')) - coalesce(pauses.days, '{}'::datemultirange) as days
        from ${baseRows('decisions', knowledge)} decision
        join ${baseRows('executions', knowledge)} execution on execution.decision_id = decision.id
        left join pauses on pauses.execution_id = execution.id
       where ${isGranted} and execution.started_on is not null and ${notReversed(from, to)}
    ), joined as (
      select kommun_code, id, case_id, insats, subtype, is_external, executing_kommun_code, range_agg(days) as days
        from given group by kommun_code, id, case_id, insats, subtype, is_external, executing_kommun_code
    )
    select joined.kommun_code, own.key as decision_key, ${ofPerson}, joined.insats, joined.subtype,
           lower(span.days) as from_on, upper(span.days) - 1 as to_on, joined.is_external, joined.executing_kommun_code
      from joined cross join unnest(joined.days) as span (days)
      join ${baseRows('cases', knowledge)} handled on handled.id = joined.case_id
      join people on people.id = handled.person_id
      ${keyOf('decision', 'joined.id', 'own')}`;
}

/**
 * How long each granted insats of LSS was not given (LSS 28 f §): from the
 * decision to the day before the first execution begins, and from each
 * interruption to its last day. Waiting ends with the decision or the case, too.
 * Interruptions that follow each other without a day between are one.
 */
export function deriveWaiting(knowledge: Knowledge): string {
  const from = 'greatest(pause.started_on, execution.started_on)';
  const to = 'least(pause.ended_on, execution.ended_on, decision.valid_to, decision.closed_on)';
  return `
    with ${people(knowledge)}, granted as materialized (
      select decision.*, handled.person_id, handled.closed_on
        from ${baseRows('decisions', knowledge)} decision
        join ${baseRows('cases', knowledge)} handled on handled.id = decision.case_id
       where ${isGranted} and decision.insats like 'LSS%'
    ), begun as (
      select decision_id, min(started_on) as started_on
        from ${baseRows('executions', knowledge)} execution group by decision_id
    ), waited as (
      select decision.id, decision.decided_on as since_on,
             least(begun.started_on - 1, decision.valid_to, decision.closed_on) as until_on, false as is_interruption
        from granted decision left join begun on begun.decision_id = decision.id
      union all
      select paused.id, lower(span.days), upper(span.days) - 1, true
        from (select decision.id, range_agg(daterange(${from}, ${to}, '[]')) as days
                from granted decision
                join ${baseRows('executions', knowledge)} execution on execution.decision_id = decision.id
                join ${baseRows('interruptions', knowledge)} pause on pause.execution_id = execution.id
               where execution.started_on is not null and ${notReversed('pause.started_on', 'pause.ended_on')}
                 and ${notReversed(from, to)}
               group by decision.id) paused
        cross join unnest(paused.days) as span (days)
    )
    select decision.kommun_code, own.key as decision_key, ${ofPerson}, decision.insats, decision.decided_on,
           waited.since_on, waited.until_on, waited.is_interruption
      from waited join granted decision using (id)
      join people on people.id = decision.person_id
      ${keyOf('decision', 'decision.id', 'own')}
     where ${notReversed('waited.since_on', 'waited.until_on')}`;
}
