import { type FactScope, knownFacts } from '../facts/known-facts.js';
import { isOfKommun } from '../facts/unit-queries.js';
import { cellsOfDays, daysOf, place } from './days-at-once.js';

/**
 * Decisions that wait, on many days at once. A decision is late while any of
 * its waiting has lasted for more than three months. A person with several is
 * one in each cell that has any of them, so each margin is divided for itself.
 */
export function waitingCells(asked: string, scope: FactScope): string {
  return `
    with ${daysOf(asked)}, ${waitingOf(scope)}, divided as materialized (
      select ${place}, person_key, cell.margin, cell.value, span
        from (select waiting.*, 'OVER_3M' as vantetid, unnest(late) as span from waiting
              union all
              select waiting.*, 'UNDER_3M', unnest(spans - coalesce(late, '{}')) from waiting) run
        cross join lateral (values ('TOTALT', 'TOTALT'), ('insats', insats), ('kon', kon), ('vantetid', vantetid)) as cell (margin, value)
    )
    ${cellsOfDays(changes)}`;
}

const changes = `
  select change.label, ${place}, margin, value, sum(change.sign * units) as units, sum(change.sign * persons) as persons,
         null::numeric as total, null::numeric as second_total, 0 as known, 0 as known_persons, null::numeric as median
    from (select ${place}, margin, value, span, 1 as units, 0 as persons from divided
          union all
          select ${place}, margin, value, unnest(range_agg(span)), 0, 1
            from divided group by ${place}, margin, value, person_key) run
    cross join calendar
    join lateral (values (lower(span), 1), (upper(span), -1)) as change (label, sign) on change.label < calendar.length
   group by change.label, ${place}, margin, value`;

/** On which of the days each decision waits, and on which it is late: after the same day three months on, or the month's last. */
function waitingOf(scope: FactScope): string {
  return `
    waiting as materialized (
      select ${place}, person_key, insats, kon,
             range_agg(int4range(since, until)) as spans,
             range_agg(int4range(greatest(since, late), until)) filter (where late < until) as late
        from (select fact.kommun_code, fact.namnd_id, 'TOTALT' as stratum, fact.decision_key, fact.person_key, fact.insats,
                     fact.sex as kon, width_bucket(fact.since_on - 1, calendar.days) as since,
                     coalesce(width_bucket(fact.until_on, calendar.days), calendar.length) as until,
                     width_bucket((fact.since_on + interval '3 months')::date, calendar.days) as late
                from ${knownFacts('waiting_facts', scope)} cross join calendar where ${isOfKommun}) fact
       where since < until
       group by ${place}, decision_key, person_key, insats, kon
    )`;
}
