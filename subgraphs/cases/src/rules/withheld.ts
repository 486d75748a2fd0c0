import { isOfOwningGroup, type Protection, type Reader } from '@kommunhub/schema';

/**
 * Whether what leads to the person is protected (OSL 22 kap. 1 §,
 * folkbokföringslagen 16 §). Fingerade uppgifter are by design not visible as
 * such and are treated as ordinary ones.
 */
export function isProtected(protection: Protection): boolean {
  return protection !== 'INGEN' && protection !== 'FINGERADE_UPPGIFTER';
}

/** Whether a protected person's data are withheld from the reader: from everyone but the owning group. */
export function isWithheld(protection: Protection, reader: Reader): boolean {
  return isProtected(protection) && !isOfOwningGroup(reader);
}

/** The protection as the reader may know it: that somebody has fingerade uppgifter is itself the secret. */
export function shownProtection(protection: Protection, reader: Reader): Protection {
  return protection === 'FINGERADE_UPPGIFTER' && !isOfOwningGroup(reader) ? 'INGEN' : protection;
}
