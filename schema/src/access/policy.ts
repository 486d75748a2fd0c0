import type { Caller, Purpose, Role } from './caller.js';

/** What a rule protects: a level of data, not a field of one subgraph. */
export type Resource =
  /** Kommuner, områden, delegation orders: public documents. */
  | 'PUBLIC'
  /** States, runs and counts of sources, without content. */
  | 'SOURCE_COUNTS'
  /** A source of the own nämnd: starting its runs, and what they set aside, by place and reason. */
  | 'SOURCE_CONTROL'
  /** Agreements and uppdrag. */
  | 'AGREEMENTS'
  /** Cases, decisions and the persons they concern. */
  | 'PERSON_LEVEL';

interface Rule {
  readonly resources: readonly Resource[];
  /** Purposes that the role can have at all. */
  readonly purposes: readonly Purpose[];
}

/**
 * The access matrix of `domain.md` 6.4 as completed by the design.
 *
 * A role without a line for a resource may not touch it: deny by default.
 */
const rules: Readonly<Record<Role, Rule>> = {
  handlaggare: {
    resources: ['PUBLIC', 'SOURCE_COUNTS', 'AGREEMENTS', 'PERSON_LEVEL'],
    purposes: ['HANDLAGGNING'],
  },
  it: { resources: ['PUBLIC', 'SOURCE_COUNTS', 'SOURCE_CONTROL', 'AGREEMENTS'], purposes: ['TEKNIK'] },
  region: { resources: ['PUBLIC', 'SOURCE_COUNTS', 'AGREEMENTS'], purposes: ['STATISTIK'] },
};

export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: 'FORBIDDEN' | 'PURPOSE_REQUIRED' };

/** Whether the caller may touch the resource, and if not, with which code to say so. */
export function mayAccess(caller: Pick<Caller, 'role' | 'purpose'>, resource: Resource): Verdict {
  const rule = rules[caller.role];
  if (!rule.resources.includes(resource)) return { allowed: false, code: 'FORBIDDEN' };
  if (resource !== 'PERSON_LEVEL') return { allowed: true };
  const hasPurpose = caller.purpose !== null && rule.purposes.includes(caller.purpose);
  return hasPurpose ? { allowed: true } : { allowed: false, code: 'PURPOSE_REQUIRED' };
}

/** The purposes a role can have, the first being its ordinary one. */
export function purposesOf(role: Role): readonly Purpose[] {
  return rules[role].purposes;
}
