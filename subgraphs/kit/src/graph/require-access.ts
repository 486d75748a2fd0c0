import {
  type Caller,
  ForbiddenError,
  HubError,
  mayAccess,
  type Resource,
  rightsOfTerms,
} from '@kommunhub/schema';

/**
 * Lets the caller on to the resource or says why not.
 *
 * @throws ForbiddenError when the role may not touch it.
 * @throws HubError PURPOSE_REQUIRED when the purpose of the request is not one for it.
 */
export function requireAccess(caller: Caller, resource: Resource): void {
  const verdict = mayAccess(caller, resource);
  if (verdict.allowed) return;
  if (verdict.code === 'FORBIDDEN') {
    throw new ForbiddenError(`The role ${caller.role} may not read or do this.`);
  }
  throw new HubError(
    verdict.code,
    `The role ${caller.role} needs a purpose that allows reading person-level data.`,
  );
}

/**
 * Holds the terms of a filter to the purpose: beside number, name and case
 * number only the own work list's terms are open to the handling of cases.
 *
 * @throws ForbiddenError, HubError PURPOSE_REQUIRED as {@link requireAccess}.
 */
export function requireSearchTerms(caller: Caller, input: string, terms: object | null): void {
  for (const right of rightsOfTerms(input, terms ?? {})) {
    if (right === null) throw new ForbiddenError('Nobody may search by one of the terms given.');
    requireAccess(caller, right);
  }
}
