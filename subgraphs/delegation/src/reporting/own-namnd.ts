import {
  BadInputError,
  type Caller,
  daysBetween,
  ForbiddenError,
  type Grant,
  type Resource,
} from '@kommunhub/schema';
import { requireAccess } from '@kommunhub/subgraph-kit';

/** The grant for the caller's own nämnd, when the caller may do this there. */
export function requireOwnNamnd(caller: Caller, resource: Resource, namndId: string): Grant {
  requireAccess(caller, resource);
  const own = caller.grants.find((grant) => grant.ground === 'OWN_NAMND' && grant.namndId === namndId);
  if (own === undefined) throw new ForbiddenError('This is for the own nämnd only.');
  return own;
}

/** The same for what needs every decision of the nämnd: a part of them would give a wrong answer. */
export function requireWholeNamnd(caller: Caller, resource: Resource, namndId: string): Grant {
  const own = requireOwnNamnd(caller, resource, namndId);
  if (own.scope !== 'ALL') {
    throw new ForbiddenError(
      `The role ${caller.role} does not see all decisions of the nämnd, which this needs.`,
    );
  }
  return own;
}

/** Every decision of a period is read and checked, so a list is for a year at most. */
const longestDays = 366;

/** @throws BadInputError when the period ends before it begins, or is longer than a year. */
export function requirePeriod(from: string, to: string): void {
  if (daysBetween(from, to) >= longestDays) {
    throw new BadInputError(`The period is at most ${longestDays} days; ask for one year at a time.`);
  }
  if (to < from) throw new BadInputError('The period must not end before it begins: "to" is before "from".');
}
