import type { UppdragTask } from '@kommunhub/schema';
import { grantedNamnd, ownHandlaggareIds } from '@kommunhub/subgraph-kit';

/**
 * The row rules of the person-level tables by the scope of the caller's grants,
 * as SQL conditions. The first condition of each lets an index by kommun be
 * used; the sub-selects are read once per statement, not per row. What few
 * callers have (a sample, cases put before the nämnd, claims) stands in a
 * function of its own, so that the others' statements are planned without it.
 */
const reached = (table: string) => `${table}.kommun_code = any ((select hub.reached_kommuner())::text[])`;
const within = (table: string, areas: string) =>
  `${table}.namnd_id || ' ' || ${table}.kommun_code = any ((select hub.${areas})::text[])`;
const granted = (table: string, task: UppdragTask) => within(table, `granted_areas('${task}')`);

export const visibleCase = `${reached('cases')} and (
  ${within('cases', `scope_areas('OWN_CASES', 'LSS_HANDLAGGNING')`)} and (
    cases.handlaggare_id = any (${ownHandlaggareIds('LSS_HANDLAGGNING')})
    or (not cases.has_handlaggare and cases.closed_on is null))
  or ${within('cases', `scope_areas('ALL', 'LSS_HANDLAGGNING')`)}
  or ${within('cases', 'marked_areas()')}
    and cases.is_marked(
      cases.namnd_id || ' ' || cases.kommun_code, cases.kommun_code, cases.id, cases.person_id))`;

const handlesClaims = (table: string) => within(table, `scope_areas('CLAIMS', 'SJUKLON')`);

/** Who has a case that the caller sees, or a claim that the caller handles. */
export const visiblePerson = `${reached('persons')} and (
  exists (select from cases.cases as through
    where through.kommun_code = persons.kommun_code and through.person_id = persons.id)
  or ${handlesClaims('persons')}
    and cases.has_claim(persons.kommun_code, persons.id, persons.personnummer_hash))`;

/**
 * Decisions go with their case, but for ersättning vid ordinarie assistents
 * sjukdom (D05), which is the task SJUKLON. Who handles claims sees those on
 * personlig assistans in the case of the claim.
 */
export const visibleDecision = `${reached('decisions')} and exists (
    select from cases.cases as through
     where through.kommun_code = decisions.kommun_code and through.id = decisions.case_id)
  and case when ${granted('decisions', 'LSS_HANDLAGGNING')}
    then decisions.subtype is distinct from 'SJUKVIKARIE' or ${granted('decisions', 'SJUKLON')}
    else decisions.insats = 'LSS_9_2' and ${handlesClaims('decisions')}
      and cases.is_of_claim(decisions.kommun_code, decisions.case_id) end`;

/** Colleagues' names are no secret among those who work for the nämnd, whatever their task. */
export const visibleHandlaggare = `(${grantedNamnd('LSS_HANDLAGGNING', 'handlaggare')}
  or ${grantedNamnd('SJUKLON', 'handlaggare')})`;
