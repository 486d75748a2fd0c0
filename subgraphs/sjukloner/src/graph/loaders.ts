import { dayInStockholm } from '@kommunhub/schema';
import {
  batchLoader,
  kommunCodeOfId,
  manyForEach,
  oneForEach,
  type Session,
  type SubgraphContext,
} from '@kommunhub/subgraph-kit';
import type { SjuklonerServices } from '../ports/index.js';
import { type ClaimRow, loadClaims, loadClaimsOfCases, loadEvents } from '../rows/claim-rows.js';
import { loadNamndNames } from '../rows/namnd-names.js';
import { loadPolicies } from '../rows/policy-rows.js';
import { areClaimedElsewhere } from '../store/claimed-elsewhere.js';
import { findDuplicates } from '../store/claimed-shifts.js';

export type SjuklonerLoaders = ReturnType<typeof createLoaders>;
export type SjuklonerContext = SubgraphContext<SjuklonerLoaders, SjuklonerServices>;

/** One loader per edge of the graph, made for each fetch: each level of a query costs one statement. */
export function createLoaders({
  services,
  session,
}: {
  readonly services: SjuklonerServices;
  readonly session: Session;
}) {
  return {
    claimById: batchLoader(async (ids: readonly string[]) =>
      oneForEach(ids, await loadClaims(session, ids), (row) => row.id),
    ),
    claimsOfCase: batchLoader(async (caseIds: readonly string[]) =>
      manyForEach(caseIds, await loadClaimsOfCases(session, caseIds), (row) => row.caseId ?? ''),
    ),
    eventsOfClaim: batchLoader(async (ids: readonly string[]) =>
      manyForEach(ids, await loadEvents(session, ids), (row) => row.claimId),
    ),
    duplicatesOfClaim: batchLoader(async (ids: readonly string[]) => {
      const claims = ids.map((id) => ({ id, kommunCode: kommunCodeOfId(id) }));
      return findDuplicates(session, claims);
    }),
    namndName: batchLoader(async (ids: readonly string[]) =>
      oneForEach(ids, await loadNamndNames(session, ids), (row) => row.id),
    ),
    isClaimedElsewhere: batchLoader(async (claims: readonly ClaimRow[]) => [
      ...(await areClaimedElsewhere(session, services.keyRing, claims, dayInStockholm(services.clock()))),
    ]),
    policiesOfKommun: batchLoader(async (kommunCodes: readonly string[]) =>
      manyForEach(kommunCodes, await loadPolicies(session, kommunCodes), (row) => row.kommunCode),
    ),
  };
}
