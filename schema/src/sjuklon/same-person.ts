import { normaliseSearchTerm } from '../scalars/index.js';
import type { AssistantInput, ShiftInput, SickPeriodInput } from './sjuklon-input.js';

/** Who somebody in a claim is, as far as it says. */
interface Identity {
  readonly personnummer: string | null;
  readonly name: string | null;
  readonly birthYear: number | null;
}

export function identityOf(assistant: Pick<AssistantInput, 'name' | 'personnummer' | 'birthYear'>): Identity {
  const { personnummer, name, birthYear } = assistant;
  return { personnummer, name: name === null ? null : normaliseSearchTerm(name), birthYear };
}

/** The substitute of a shift; undefined when nobody stood in. */
export function substituteOf(shift: ShiftInput): Identity | undefined {
  const { substitute, substitutePersonnummer } = shift;
  if (substitute === null && substitutePersonnummer === null) return undefined;
  return {
    personnummer: substitutePersonnummer,
    name: substitute === null ? null : normaliseSearchTerm(substitute),
    birthYear: null,
  };
}

/**
 * All that is told of a shift without times. Two of one day, as before and after
 * noon with a substitute each, are the same one only when nothing differs.
 */
export function untimedShiftKey(shift: ShiftInput): string {
  const { date, hours, supplement, type, scheduled, substituteHours } = shift;
  const { personnummer = null, name = null } = substituteOf(shift) ?? {};
  return JSON.stringify([date, hours, supplement, type, scheduled, personnummer, name, substituteHours]);
}

/**
 * Whether both are the same person: by number where both have one, else by
 * name, and birth year where both have one.
 */
export function isSamePerson(a: Identity, b: Identity): boolean {
  if (a.personnummer !== null && b.personnummer !== null) return a.personnummer === b.personnummer;
  if (a.name === null || a.name !== b.name) return false;
  return a.birthYear === null || b.birthYear === null || a.birthYear === b.birthYear;
}

/** One assistant of a claim and where in `sickPeriods` the spells of absence stand. */
export interface ClaimAssistant {
  readonly identity: Identity;
  readonly sickPeriods: readonly number[];
}

/**
 * The assistants of a claim. Who has neither number nor name is never joined
 * with another spell, as no one can tell whether it is the same person.
 */
export function assistantsOf(sickPeriods: readonly SickPeriodInput[]): readonly ClaimAssistant[] {
  const assistants: { identity: Identity; sickPeriods: number[] }[] = [];
  for (const [index, { assistant }] of sickPeriods.entries()) {
    const identity = identityOf(assistant);
    const known = assistants.filter((other) => isSamePerson(other.identity, identity));
    const [same] = known;
    // A name that two numbers share tells nothing of whose spell this is.
    if (same === undefined || known.length > 1) assistants.push({ identity, sickPeriods: [index] });
    else {
      same.sickPeriods.push(index);
      if (same.identity.personnummer === null) same.identity = identity;
    }
  }
  return assistants;
}
