import { baseRows, type Knowledge, keyOf, ofPerson, people } from './base-rows.js';

/** Cases and who has them. */
export function deriveCases(knowledge: Knowledge): string {
  return `
    with ${people(knowledge)}
    select handled.kommun_code, own.key, ${ofPerson}, handled.law, handled.opened_on, handled.closed_on,
           staff_own.key as staff_key
      from ${baseRows('cases', knowledge)} handled
      join people on people.id = handled.person_id
      ${keyOf('case', 'handled.id', 'own')}
      left ${keyOf('staff', 'handled.handlaggare_id', 'staff_own')}`;
}

/** Handläggare, without names. */
export function deriveStaff(knowledge: Knowledge): string {
  return `
    select staff.kommun_code, own.key, staff.befattning, staff.fte, staff.active_from, staff.active_to
      from ${baseRows('handlaggare', knowledge)} staff ${keyOf('staff', 'staff.id', 'own')}`;
}

/** Posts of LSS-handläggare by the list of staffing, which may tell of other kommuner than the nämnd's own. */
export function deriveStaffing(knowledge: Knowledge): string {
  return `
    select listed.kommun_code, max(listed.lss_fte_list) as fte
      from ${baseRows('kommun_facts', knowledge)} listed
     where listed.lss_fte_list is not null group by listed.kommun_code`;
}

/**
 * What a kommun or region has counted itself, by day; handläggare and files
 * added up. More than all of Sweden is counted as that, so that no
 * file can stop the merge by its sums.
 */
export function deriveCounts(knowledge: Knowledge): string {
  return `
    select counted.kommun_code, counted.insats, counted.sex, counted.counted_on, least(sum(counted.count), 10000000)::int as count
      from ${baseRows('insats_counts', knowledge)} counted
     group by counted.kommun_code, counted.insats, counted.sex, counted.counted_on`;
}
