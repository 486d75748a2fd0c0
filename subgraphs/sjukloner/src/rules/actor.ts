import type { Befattning, Caller, DecisionLevel, Role } from '@kommunhub/schema';

/** Who did something, as it is kept with the claim: issuer and subject, never a name. */
export function actorOf({ issuer, subject }: Pick<Caller, 'issuer' | 'subject'>): string {
  return `${issuer} ${subject}`;
}

interface Office {
  readonly befattning: Befattning;
  readonly level: DecisionLevel;
}

/** The office in which a role decides claims, for the delegation order and the decision. */
const offices: Readonly<Partial<Record<Role, Office>>> = {
  sjuklonehandlaggare: { befattning: 'SJUKLONEHANDLAGGARE', level: 'HANDLAGGARE' },
  chef: { befattning: 'ENHETSCHEF', level: 'ENHETSCHEF' },
};

/** Undefined for a role that decides no claims. */
export function officeOf(role: Role): Office | undefined {
  return offices[role];
}
