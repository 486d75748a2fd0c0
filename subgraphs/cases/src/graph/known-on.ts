import { BadInputError, type CalendarDate, dayInStockholm, ForbiddenError } from '@kommunhub/schema';
import type { Knowledge } from '../rows/knowledge.js';
import type { CasesContext } from './context.js';

export const knownOnDescription =
  'Så som det var känt i hubben när den dagen var slut (svensk tid); bara i den egna nämnden. Gäller arbetslistan som den är i dag.';

/**
 * The knowledge asked for. What was known earlier is the own nämnd's to see:
 * an agreement lends what is known today.
 *
 * @throws BadInputError for a day to come, of which nothing is known.
 * @throws ForbiddenError for a caller without a nämnd of its own, or a kommun outside it.
 */
export function requireKnowledge(
  { caller, services }: CasesContext,
  knownOn: CalendarDate | null | undefined,
  kommunCodes: readonly string[] | null,
): Knowledge {
  if (knownOn === null || knownOn === undefined) return null;
  if (knownOn > dayInStockholm(services.clock())) {
    throw new BadInputError('"knownOn" is a day to come: nothing is known of it yet.');
  }
  const own = caller.grants.filter(({ ground }) => ground === 'OWN_NAMND');
  const codes = new Set(own.flatMap((grant) => grant.kommunCodes));
  const foreign = (kommunCodes ?? []).find((code) => !codes.has(code));
  if (codes.size === 0 || foreign !== undefined) {
    throw new ForbiddenError('"knownOn" shows the own nämnd only: leave out the kommuner of others.');
  }
  return knownOn;
}
