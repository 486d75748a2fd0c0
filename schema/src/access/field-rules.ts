import type { Ground, Role } from './caller.js';
import { fieldClasses } from './person-level-fields.js';

/**
 * What a field of a person-level type tells.
 *
 * `IDENTITY` who the person is; `LEADING` where the person may be found;
 * `SENSITIVE` health and the like beyond the decision itself; `STAFF` an employee
 * of the nämnd; `FACT` the handling of the case; `LINK` nothing by itself.
 */
export type FieldClass = 'LINK' | 'FACT' | 'SENSITIVE' | 'IDENTITY' | 'LEADING' | 'STAFF';

/** Classes of fields that a role does not see of anybody: no more than each needs (PuL-soc 10 §). */
const withheldOfRole: Readonly<Partial<Record<Role, readonly FieldClass[]>>> = {
  // What is done with a claim needs the person and the days, not the grounds of the insats.
  sjuklonehandlaggare: ['SENSITIVE'],
  // Whether the work is good does not depend on whom it was done for.
  kvalitet: ['IDENTITY', 'LEADING'],
};

/** Classes of fields that lead to a protected person. */
const withheldOfProtected: readonly FieldClass[] = ['IDENTITY', 'LEADING'];

/** Roles whose work with a case is why the own nämnd has the data of a protected person. */
const owningGroup: readonly Role[] = ['handlaggare', 'sjuklonehandlaggare', 'chef'];

/** The one who reads a row: its role, and the ground on which it sees the row. */
export interface Reader {
  readonly role: Role;
  readonly ground: Ground;
}

/** Whether the reader belongs to the group that protected identities are open to: the own nämnd's, in its ordinary work. */
export function isOfOwningGroup({ role, ground }: Reader): boolean {
  return ground === 'OWN_NAMND' && owningGroup.includes(role);
}

/** Whether the field is withheld from the role, whoever the person is. A field without a rule is withheld from all. */
export function isWithheldFromRole(role: Role, type: string, field: string): boolean {
  const fieldClass = fieldClasses[type]?.[field];
  if (fieldClass === undefined) return true;
  return withheldOfRole[role]?.includes(fieldClass) === true;
}

/**
 * The fields of the type that the reader does not see of a person, protected
 * or not (`domain.md` 1.3; OSL 21 kap. 3, 3 a §§, 22 kap. 1 §).
 */
export function withheldFields(reader: Reader, type: string, isProtected: boolean): readonly string[] {
  const fields = Object.entries(fieldClasses[type] ?? {});
  const protects = isProtected && !isOfOwningGroup(reader);
  return fields
    .filter(
      ([field, fieldClass]) =>
        isWithheldFromRole(reader.role, type, field) ||
        (protects && withheldOfProtected.includes(fieldClass)),
    )
    .map(([field]) => field);
}
