import { ageGroups, outcomeGroups, type TableId } from '@kommunhub/schema';
import { type FactScope, knownFacts } from './known-facts.js';

type UnitQuery = (asked: string, scope: FactScope) => string;

const common = 'asked.label, fact.kommun_code, fact.namnd_id';
const ofPerson = 'fact.person_key, 1 as weight';
const noAmount = 'null::numeric as amount, null::numeric as second_amount';
export const isOfKommun = `fact.insats in (${[2, 3, 4, 5, 6, 7, 8, 9, 10].map((point) => `'LSS_9_${point}'`).join(', ')})`;
const isRegion = `fact.kommun_code like '00%'`;

/** SQL of a group by age, which is the year of reference minus the year of birth. */
export type AgeGroup = (year: string, birthYear: string) => string;
const ageGroup =
  (of: (group: (typeof ageGroups)[number]) => string): AgeGroup =>
  (reference, birthYear) =>
    `case ${ageGroups
      .filter(({ to }) => to !== null)
      .map((group) => `when ${reference} - ${birthYear} <= ${group.to} then '${of(group)}'`)
      .join(' ')} when ${birthYear} is null then 'OKAND' else '${of(ageGroups.at(-1)!)}' end`;
export const age = ageGroup(({ code }) => code);
export const wideAge = ageGroup(({ wide }) => wide);
export const childhood: AgeGroup = (reference, birthYear) =>
  `case when ${birthYear} is null then 'OKAND' when ${reference} - ${birthYear} < 18 then 'BARN' else 'VUXEN' end`;
const year = 'extract(year from asked.last_on)::int';
/** Of rows grouped by person: they all say the same of it. */
const ofEachPerson = `min(fact.sex) as kon, ${age(year, 'min(fact.birth_year)')} as alder, ${wideAge(year, 'min(fact.birth_year)')} as alder_grov,
  coalesce(min(fact.personkrets), 'OKAND') as personkrets`;
const outcomeGroup = `case ${Object.entries(outcomeGroups)
  .map(
    ([group, outcomes]) =>
      `when fact.outcome in (${outcomes.map((one) => `'${one}'`).join(', ')}) then '${group}'`,
  )
  .join(' ')} else 'OVRIGT' end as utfall_grupp`;

/** Given on the day, or still open; closed at both ends. */
const holds = (from: string, to: string) =>
  `fact.${from} <= asked.last_on and (fact.${to} is null or fact.${to} >= asked.last_on)`;

/** How long what a kommun or region has counted is taken to hold when it counts no more. */
const countHolds = `fact.counted_on <= asked.last_on and fact.counted_on > asked.last_on - interval '3 months'`;

/** A person counts once for each insats; somebody else's offer wins where there are both. */
const givenInsatser: UnitQuery = (asked, scope) => `
  select ${common}, ${ofPerson}, fact.insats as stratum, ${ofEachPerson},
         case when bool_or(fact.is_external) then 'EXTERN' else 'EGEN' end as utforande, ${noAmount}
    from ${knownFacts('insats_facts', scope)} join ${asked} on ${holds('from_on', 'to_on')}
   where ${isOfKommun}
   group by ${common}, asked.last_on, fact.person_key, fact.insats`;

/**
 * The latest counting of each insats, from kommuner that deliver no persons;
 * råd och stöd is the regions' alone (LSS 2 §). What is not told is unknown.
 */
export const counted: UnitQuery = (asked, scope) => `
  select ${common}, null::bigint as person_key, fact.count as weight, fact.insats as stratum,
         coalesce(fact.sex, 'OKAND') as kon, 'OKAND' as alder, 'OKAND' as alder_grov, 'OKAND' as personkrets,
         'OKAND' as utforande, ${noAmount}
    from (select asked.label, asked.last_on, fact.*,
                 max(fact.counted_on) over (partition by asked.label, fact.kommun_code, fact.namnd_id, fact.insats) as latest
            from ${knownFacts('count_facts', scope)} join ${asked} on ${countHolds}) fact
    cross join lateral (select fact.label, fact.last_on) asked
   where fact.counted_on = fact.latest and fact.count > 0
     and case when ${isRegion} then fact.insats = 'LSS_9_1' else ${isOfKommun} end
     and not exists (select from ${knownFacts('insats_facts', scope, 'told')}
                      where told.kommun_code = fact.kommun_code and told.namnd_id = fact.namnd_id
                        and told.from_on <= fact.last_on)`;

const countedPersons: UnitQuery = (asked, scope) => `
  select ${common}, ${ofPerson}, 'TOTALT' as stratum, ${ofEachPerson}, ${noAmount}
    from ${knownFacts('insats_facts', scope)} join ${asked} on ${holds('from_on', 'to_on')}
   where ${isOfKommun}
   group by ${common}, asked.last_on, fact.person_key`;

/** Targets are strict: an investigation of 90 days is over "under 90" (`domain.md` 5.1). */
const overTarget = `case when fact.days_from_applied is null then 'OKAND'
  when fact.days_from_applied >= case when fact.insats = 'LSS_9_2' then 90 else 60 end then 'JA' else 'NEJ' end`;

const decisions: UnitQuery = (asked, scope) => `
  select ${common}, ${ofPerson},
         case when fact.insats = 'LSS_9_2' then 'PERSONLIG_ASSISTANS' else 'OVRIGA_LSS' end as stratum,
         fact.insats, fact.sex as kon, ${outcomeGroup}, fact.outcome as utfall, ${overTarget} as over_mal,
         fact.days_from_applied::numeric as amount, null::numeric as second_amount
    from ${knownFacts('decision_facts', scope)}
    join ${asked} on fact.decided_on between asked.first_on and asked.last_on
   where ${isOfKommun}`;

/** More than three months is later than the same day three months on, or the month's last (LSS 28 f §). */
const waitingDecisions: UnitQuery = (asked, scope) => `
  select ${common}, ${ofPerson}, 'TOTALT' as stratum, fact.insats, fact.sex as kon,
         case when asked.last_on > min(fact.since_on) + interval '3 months' then 'OVER_3M' else 'UNDER_3M' end as vantetid,
         ${noAmount}
    from ${knownFacts('waiting_facts', scope)} join ${asked} on ${holds('since_on', 'until_on')}
   where ${isOfKommun}
   group by ${common}, asked.last_on, fact.decision_key, fact.person_key, fact.insats, fact.sex`;

const openCases: UnitQuery = (asked, scope) => `
  select ${common}, ${ofPerson}, fact.law as stratum, ${childhood(year, 'fact.birth_year')} as malgrupp, ${noAmount}
    from ${knownFacts('case_facts', scope)} join ${asked} on ${holds('opened_on', 'closed_on')}`;

const doneFollowUps: UnitQuery = (asked, scope) => `
  select ${common}, ${ofPerson}, fact.insats as stratum, ${noAmount}
    from ${knownFacts('follow_up_facts', scope)}
    join ${asked} on fact.done_on between asked.first_on and asked.last_on
   where fact.is_long_term and ${isOfKommun}`;

const decidedClaims: UnitQuery = (asked, scope) => `
  select ${common}, ${ofPerson}, 'TOTALT' as stratum, ${outcomeGroup},
         fact.granted as amount, fact.sick_days::numeric as second_amount
    from ${knownFacts('claim_facts', scope)}
    join ${asked} on fact.decided_on between asked.first_on and asked.last_on`;

/** Who handles cases; systems without titles list no others, so an unknown title is one. */
const handlers =
  'LSS_HANDLAGGARE HANDLAGGARE FORSTE_HANDLAGGARE BISTANDSHANDLAGGARE SOCIALSEKRETERARE OKAND'.split(' ');

/** SQL condition that a member of staff handles cases and is active on the day. */
export const isActiveHandler = (staff: string, day: string): string => `
  coalesce(${staff}.active_from <= ${day}, true) and coalesce(${staff}.active_to >= ${day}, true)
  and ${staff}.befattning in (${handlers.map((befattning) => `'${befattning}'`).join(', ')})`;

/** Handläggare who are active, and one row without weight of the posts by the list, which knows no days. */
const activeStaff: UnitQuery = (asked, scope) => `
  select ${common}, null::bigint as person_key, 1 as weight, 'TOTALT' as stratum, ${noAmount}
    from ${knownFacts('staff_facts', scope)} join ${asked} on ${isActiveHandler('fact', 'asked.last_on')}
  union all
  (select distinct on (asked.label, fact.kommun_code) ${common}, null, 0, 'TOTALT', fact.fte, null
     from ${knownFacts('staffing_facts', scope)} cross join ${asked}
    order by asked.label, fact.kommun_code, fact.known_from desc, fact.fact_id)`;

/** How the units of each table are found; `tackning` is about sources. */
export const unitQueries: ReadonlyMap<TableId, UnitQuery> = new Map<TableId, UnitQuery>([
  ['insatser', (asked, scope) => `${givenInsatser(asked, scope)} union all ${counted(asked, scope)}`],
  ['personer', countedPersons],
  ['beslut', decisions],
  ['ej_verkstallda', waitingDecisions],
  ['arendemangd', openCases],
  ['uppfoljningar', doneFollowUps],
  ['sjukloner', decidedClaims],
  ['tjanster', activeStaff],
]);
