import type { Caller, Purpose, Role } from './caller.js';
import type { Resource } from './resource.js';

/** Raised with every change of what somebody may do; shown to callers and printed with the table. */
export const policyVersion = '2026-11-22.1';

/** Whose data a right reaches: everybody's, those of the own kommun or nämnd, or those that grants reach. */
export type Reach = 'ANY' | 'OWN_KOMMUN' | 'OWN_NAMND' | 'GRANTED';

interface Right {
  readonly reach: Reach;
  /** The request must be for one of these; left out: the purpose does not matter, since no person is told of. */
  readonly purposes?: readonly Purpose[];
}

interface RoleRule {
  /** Purposes that the role can have at all, its ordinary one first. */
  readonly purposes: readonly Purpose[];
  readonly rights: Readonly<Partial<Record<Resource, Right>>>;
}

const any: Right = { reach: 'ANY' };
const ownKommun: Right = { reach: 'OWN_KOMMUN' };
const ownNamnd: Right = { reach: 'OWN_NAMND' };
const grantedFor = (...purposes: Purpose[]): Right => ({ reach: 'GRANTED', purposes });
const ownNamndFor = (...purposes: Purpose[]): Right => ({ reach: 'OWN_NAMND', purposes });

const toAll = { PUBLIC: any, RELEASED_TABLES: any, SOURCE_COUNTS: any, AGREEMENTS: any } as const;

/**
 * The access matrix of `domain.md` 6.4 as completed by the design.
 *
 * A role without a line for a resource may not touch it: deny by default.
 */
const rules: Readonly<Record<Role, RoleRule>> = {
  handlaggare: {
    purposes: ['HANDLAGGNING'],
    rights: {
      ...toAll,
      OWN_AGGREGATES: ownNamnd,
      PERSON_LEVEL: grantedFor('HANDLAGGNING'),
      PERSON_LOOKUP: grantedFor('HANDLAGGNING'),
      BREAK_GLASS: ownNamndFor('HANDLAGGNING'),
      SJUKLON: grantedFor('HANDLAGGNING'),
    },
  },
  sjuklonehandlaggare: {
    purposes: ['HANDLAGGNING'],
    rights: {
      ...toAll,
      OWN_AGGREGATES: ownNamnd,
      PERSON_LEVEL: grantedFor('HANDLAGGNING'),
      PERSON_LOOKUP: grantedFor('HANDLAGGNING'),
      SJUKLON: grantedFor('HANDLAGGNING'),
      SJUKLON_CONTROL: grantedFor('HANDLAGGNING'),
    },
  },
  chef: {
    purposes: ['HANDLAGGNING', 'UPPFOLJNING'],
    rights: {
      ...toAll,
      OWN_AGGREGATES: ownNamnd,
      STAFF_FIGURES: ownNamndFor('UPPFOLJNING'),
      KPI_TARGET: ownNamndFor('UPPFOLJNING'),
      AGREEMENT_CONTROL: ownNamndFor('HANDLAGGNING', 'UPPFOLJNING'),
      DELEGATION_EDIT: ownNamnd,
      DELEGATION_REPORT: ownNamndFor('HANDLAGGNING', 'UPPFOLJNING'),
      PERSON_LEVEL: grantedFor('HANDLAGGNING', 'UPPFOLJNING'),
      PERSON_LOOKUP: grantedFor('HANDLAGGNING'),
      FOLLOW_UP: grantedFor('UPPFOLJNING'),
      BREAK_GLASS: ownNamndFor('HANDLAGGNING'),
      BREAK_GLASS_EVENTS: ownNamndFor('HANDLAGGNING', 'UPPFOLJNING'),
      SJUKLON: grantedFor('HANDLAGGNING', 'UPPFOLJNING'),
      SJUKLON_ATTEST: ownNamndFor('HANDLAGGNING'),
      OCTOBER_REPORT: ownNamndFor('UPPFOLJNING'),
      IVO_REPORT: ownNamndFor('UPPFOLJNING'),
      AUDIT_REVIEW: ownNamnd,
    },
  },
  kvalitet: {
    purposes: ['UPPFOLJNING'],
    rights: {
      ...toAll,
      OWN_AGGREGATES: ownKommun,
      PERSON_LEVEL: grantedFor('UPPFOLJNING'),
      FOLLOW_UP: grantedFor('UPPFOLJNING'),
      SAMPLE_DRAW: ownNamndFor('UPPFOLJNING'),
    },
  },
  namnd: {
    purposes: ['HANDLAGGNING'],
    rights: {
      ...toAll,
      OWN_AGGREGATES: ownNamnd,
      // The nämnd itself adopts the order.
      DELEGATION_EDIT: ownNamnd,
      DELEGATION_REPORT: ownNamndFor('HANDLAGGNING'),
      PERSON_LEVEL: grantedFor('HANDLAGGNING'),
      AUDIT_REVIEW: ownNamnd,
    },
  },
  revisor: {
    purposes: ['TILLSYN'],
    rights: { ...toAll, IVO_REPORT: { reach: 'OWN_KOMMUN', purposes: ['TILLSYN'] }, AUDIT_REVIEW: ownKommun },
  },
  it: {
    purposes: ['TEKNIK'],
    rights: {
      ...toAll,
      SOURCE_CONTROL: ownNamnd,
      OWN_AGGREGATES: ownKommun,
      // Carries in the file that the nämnd has adopted: a public document.
      DELEGATION_EDIT: ownNamnd,
    },
  },
  region: { purposes: ['STATISTIK'], rights: toAll },
  bi: { purposes: ['STATISTIK'], rights: { RELEASED_TABLES: any } },
  dataskyddsombud: {
    purposes: ['TILLSYN'],
    rights: { ...toAll, AUDIT_LOG: { reach: 'OWN_KOMMUN', purposes: ['TILLSYN'] }, AUDIT_REVIEW: ownKommun },
  },
  service: { purposes: ['TEKNIK'], rights: { DELIVERIES: ownNamnd } },
};

export type Verdict =
  | { readonly allowed: true; readonly reach: Reach }
  | { readonly allowed: false; readonly code: 'FORBIDDEN' | 'PURPOSE_REQUIRED' };

/**
 * Whether the caller may touch the resource, and if not, with which code to say so.
 *
 * `reach` tells whose; that the data are within it is for the one who asks to see to.
 */
export function mayAccess(caller: Pick<Caller, 'role' | 'purpose'>, resource: Resource): Verdict {
  const right = rules[caller.role].rights[resource];
  if (right === undefined) return { allowed: false, code: 'FORBIDDEN' };
  const { purposes, reach } = right;
  if (purposes === undefined) return { allowed: true, reach };
  const hasPurpose = caller.purpose !== null && purposes.includes(caller.purpose);
  return hasPurpose ? { allowed: true, reach } : { allowed: false, code: 'PURPOSE_REQUIRED' };
}

/** The purposes a role can have, the first being its ordinary one. */
export function purposesOf(role: Role): readonly Purpose[] {
  return rules[role].purposes;
}

/** The right of a role to a resource as the policy words it; undefined where there is none. */
export function rightOf(role: Role, resource: Resource): Right | undefined {
  return rules[role].rights[resource];
}
