import type { Ground, Protection } from '@kommunhub/schema';

/**
 * Whether data that lead to a protected person are withheld from the reader:
 * from everyone but the owning group, which is the own nämnd (OSL 22 kap. 1 §,
 * folkbokföringslagen 16 §). Fingerade uppgifter are by design not visible as
 * such and are treated as ordinary ones.
 */
export function isWithheld(protection: Protection, ground: Ground): boolean {
  return protection !== 'INGEN' && protection !== 'FINGERADE_UPPGIFTER' && ground !== 'OWN_NAMND';
}

/** The protection as the reader may know it: that somebody has fingerade uppgifter is itself the secret. */
export function shownProtection(protection: Protection, ground: Ground): Protection {
  return protection === 'FINGERADE_UPPGIFTER' && ground !== 'OWN_NAMND' ? 'INGEN' : protection;
}

/** Fields that are null or empty for a reader from whom a protected person's data are withheld. */
export const withheldFields = {
  Person: ['personnummer', 'name'],
  // The source's own words may name a home.
  Decision: ['insatsText', 'outcomeText', 'extraKinds'],
  Execution: ['provider', 'executingKommun'],
} as const;
