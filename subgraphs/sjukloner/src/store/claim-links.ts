import type { SjuklonInput } from '@kommunhub/schema';
import type { NamndKeys, Session } from '@kommunhub/subgraph-kit';
import { ClaimLinkEntity } from '../entities/index.js';
import type { CasePort } from '../ports/index.js';
import { sickDays } from '../rules/sick-days.js';
import type { ClaimKey } from './calculate-claim.js';

/**
 * Points the claim at its individual and case, and gives the individual's id.
 * The claim points there first: that is what lets who handles it see them.
 */
export async function linkClaim(
  session: Session,
  cases: CasePort,
  keys: NamndKeys,
  { id: claimId, kommunCode, namndId }: ClaimKey,
  input: SjuklonInput,
): Promise<string | null> {
  const manager = await session.manager();
  const personnummerHash = input.personnummer === null ? null : keys.lookupHash(input.personnummer);
  const key = { kommunCode, claimId };
  await manager.upsert(
    ClaimLinkEntity,
    { ...key, ...sickDays(input), namndId, personnummerHash, personId: input.personId, caseId: null },
    ['kommunCode', 'claimId'],
  );
  const personId = await cases.findPerson(session, kommunCode, {
    personId: input.personId,
    personnummerHash,
  });
  await manager.update(ClaimLinkEntity, key, { personId });
  if (personId === null) return null;
  const caseId = await cases.findInsatsCase(session, kommunCode, personId);
  await manager.update(ClaimLinkEntity, key, { caseId });
  return personId;
}
