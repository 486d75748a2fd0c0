import { grantedNamnd, grantedRows, ownHandlaggareIds } from '@kommunhub/subgraph-kit';

const granted = (table: string) => grantedRows('LSS_HANDLAGGNING', table);

/**
 * The row rules of the person-level tables, as SQL conditions.
 *
 * A caller sees its own cases and the queue where it handles LSS cases, and
 * everything else only through such a case: the inner selects are under the
 * row rules of the tables they read, so the rule stands in one place.
 */
export const visibleCase = `${granted('cases')} and (
  cases.handlaggare_id = any (${ownHandlaggareIds('LSS_HANDLAGGNING')})
  or (not cases.has_handlaggare and cases.closed_on is null))`;

/** Visible by the case that stands in the given column of the row's table. */
export function throughCase(table: string, caseColumn = 'case_id'): string {
  return `${granted(table)} and exists (
    select from cases.cases as through
     where through.kommun_code = ${table}.kommun_code and through.id = ${table}.${caseColumn})`;
}

/**
 * Decisions go with their case, but for ersättning vid ordinarie assistents
 * sjukdom (D05), which an agreement and an uppdrag cover as the task SJUKLON.
 */
export function visibleDecision(table: string): string {
  return `${throughCase(table)} and (
    ${table}.subtype is distinct from 'SJUKVIKARIE' or ${grantedRows('SJUKLON', table)})`;
}

export function throughPersonsCase(table: string): string {
  return `${granted(table)} and exists (
    select from cases.cases as through
     where through.kommun_code = ${table}.kommun_code and through.person_id = ${table}.id)`;
}

export function throughDecision(table: string): string {
  return `${granted(table)} and exists (
    select from cases.decisions as through
     where through.kommun_code = ${table}.kommun_code and through.id = ${table}.decision_id)`;
}

/**
 * Colleagues' names are no secret among those who work for the nämnd. In a
 * gemensam nämnd they stand in one kommun and have cases in others, so the
 * kommun does not count.
 */
export function ofGrantedNamnd(table: string): string {
  return grantedNamnd('LSS_HANDLAGGNING', table);
}

export function throughExecution(table: string): string {
  return `${granted(table)} and exists (
    select from cases.executions as through
     where through.kommun_code = ${table}.kommun_code and through.id = ${table}.execution_id)`;
}

/** Visible by the row that stands in the column, or by an earlier state of it where it has gone. */
export function throughEarlier(table: string, parent: 'decisions' | 'executions', column: string): string {
  const through = (rows: string) => `exists (
    select from cases.${rows} as through
     where through.kommun_code = ${table}.kommun_code and through.id = ${table}.${column})`;
  return `${granted(table)} and (${through(parent)} or ${through(`${parent}_history`)})`;
}

/** Visible where the person is, through whatever case. */
export function throughKnownPerson(table: string): string {
  return `exists (
    select from cases.persons as through
     where through.kommun_code = ${table}.kommun_code and through.id = ${table}.person_id)`;
}

/** Of the caller's own nämnd, whatever else is granted. */
export function ofOwnNamnd(table: string): string {
  return `${table}.namnd_id = (select hub.own_namnd())`;
}

/** Counts are the own nämnd's, for the roles that may have them; no case leads to them. */
export function ofAggregateNamnd(table: string): string {
  return `${table}.namnd_id = (select hub.aggregate_namnd())`;
}
