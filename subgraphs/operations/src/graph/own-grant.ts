import { type Caller, ForbiddenError, type Grant } from '@kommunhub/schema';

/**
 * The caller's grant for its own nämnd, which the hub has found to be its own.
 *
 * @throws ForbiddenError for a caller without one.
 */
export function ownGrant({ grants }: Caller): Grant {
  const own = grants.find(({ ground }) => ground !== 'AGREEMENT');
  if (own === undefined)
    throw new ForbiddenError('Only who belongs to a nämnd that is connected may do this.');
  return own;
}

/** Who acts, as it is stored beside what was done. */
export function nameOfActor({ issuer, subject }: Caller): string {
  return `${issuer} ${subject}`;
}

/** The kommun under which an act in the own nämnd is logged. */
export function ownKommunOf({ kommunCode }: Caller, own: Grant): string {
  return own.kommunCodes.find((code) => code === kommunCode) ?? own.kommunCodes[0]!;
}
