import { type CalendarDate, isCalendarDate } from '@kommunhub/schema';

/** Of which facts, as they are known now or were known at the end of a day. */
export interface FactScope {
  /** What was known at the end of the day in Stockholm; left out: what is known now. */
  readonly knownOn?: CalendarDate | undefined;
  /** SQL condition on the `fact`, as of its nämnd; left out: all that the login sees. */
  readonly where?: string | undefined;
}

/** The day as SQL. @throws Error for what is no day: what comes from a caller has been checked before. */
export function sqlDate(day: CalendarDate): string {
  if (!isCalendarDate(day)) throw new Error('Not a calendar date.');
  return `date '${day}'`;
}

/** SQL condition that a fact is, or was, what is known. */
export function isKnown({ knownOn }: FactScope, fact = 'fact'): string {
  if (knownOn === undefined) return `${fact}.known_to = 'infinity'`;
  const end = `(((${sqlDate(knownOn)} + 1)::timestamp) at time zone 'Europe/Stockholm')`;
  return `${fact}.known_from < ${end} and ${fact}.known_to >= ${end}`;
}

/** SQL of a table of facts in the scope, to stand after `from`; joined with the references that are asked about. */
export function knownFacts(table: string, scope: FactScope, alias = 'fact'): string {
  const where = scope.where === undefined ? '' : ` and ${scope.where}`;
  return `(select fact.* from statistics.${table} fact where ${isKnown(scope)}${where}) ${alias}`;
}
