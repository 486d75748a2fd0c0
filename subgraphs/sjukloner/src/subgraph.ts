import { buildSubgraph, keyOf, referenceKommun, requireAccess, type Subgraph } from '@kommunhub/subgraph-kit';
import { handOutClaim } from './graph/claim-reads.js';
import { DecisionLetterResolver } from './graph/decision-letter.js';
import { DuplicateCheckResolver } from './graph/duplicate-check.js';
import { createLoaders, type SjuklonerLoaders } from './graph/loaders.js';
import { PaymentQueries } from './graph/payments.js';
import { KommunPolicyResolver, PolicyMutations } from './graph/policy.js';
import { PolicyComparisonQueries } from './graph/policy-comparison.js';
import { SjuklonMutations } from './graph/sjuklon-mutations.js';
import { SjuklonQueries } from './graph/sjuklon-queries.js';
import { CaseSjuklonerResolver, SjuklonResolver } from './graph/sjuklon-resolver.js';
import type { SjuklonerServices } from './ports/index.js';

/** The subgraph of sjuklöner: claims, their calculation and the kommuner's policies. */
export function createSjuklonerSubgraph(): Subgraph<SjuklonerServices> {
  return buildSubgraph<SjuklonerLoaders, SjuklonerServices>({
    name: 'sjukloner',
    resolvers: [
      SjuklonQueries,
      SjuklonMutations,
      SjuklonResolver,
      CaseSjuklonerResolver,
      DuplicateCheckResolver,
      KommunPolicyResolver,
      PolicyMutations,
      DecisionLetterResolver,
      PaymentQueries,
      PolicyComparisonQueries,
    ],
    referenceResolvers: {
      Kommun: (references) => references.map((reference) => referenceKommun(keyOf(reference, 'code'))),
      Case: (references) => references.map((reference) => ({ id: keyOf(reference, 'id') })),
      Sjuklon: async (references, { caller, loaders, session }, info) => {
        requireAccess(caller, 'SJUKLON');
        const ids = references.map((reference) => keyOf(reference, 'id'));
        const rows = await loaders.claimById.loadMany(ids);
        return rows.map((row, index) =>
          row instanceof Error ? row : handOutClaim(session, ids[index] ?? '', row, info),
        );
      },
    },
    createLoaders,
  });
}
