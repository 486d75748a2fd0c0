import { buildSubgraph, keyOf, referenceKommun, type Subgraph } from '@kommunhub/subgraph-kit';
import {
  CellResolver,
  ComparedKommunResolver,
  ComparisonResolver,
  ComparisonRowResolver,
  DifferenceResolver,
  KindSuggestionResolver,
  SimilarityResolver,
  UnmappedPointResolver,
} from './graph/comparison-resolver.js';
import { DelegationMutations } from './graph/delegation-import.js';
import { DelegationOrderResolver, DelegationPointResolver } from './graph/delegation-order-resolver.js';
import { DelegationQueries, KommunDelegationResolver } from './graph/delegation-queries.js';
import { createLoaders, type DelegationLoaders } from './graph/loaders.js';
import { MayDecideResolver } from './graph/may-decide-queries.js';
import {
  ProposalResolver,
  ProposedChangeResolver,
  ProposedKommunResolver,
  ProposedPointResolver,
} from './graph/proposal.js';

/** The subgraph of delegation orders: public documents of the nämnder. */
export function createDelegationSubgraph(): Subgraph {
  return buildSubgraph<DelegationLoaders>({
    name: 'delegation',
    resolvers: [
      DelegationQueries,
      DelegationMutations,
      KommunDelegationResolver,
      DelegationOrderResolver,
      DelegationPointResolver,
      MayDecideResolver,
      ComparisonResolver,
      ComparisonRowResolver,
      CellResolver,
      DifferenceResolver,
      ComparedKommunResolver,
      UnmappedPointResolver,
      KindSuggestionResolver,
      SimilarityResolver,
      ProposalResolver,
      ProposedPointResolver,
      ProposedChangeResolver,
      ProposedKommunResolver,
    ],
    referenceResolvers: {
      Kommun: (references) => references.map((reference) => referenceKommun(keyOf(reference, 'code'))),
      DelegationOrder: (references, { loaders }) =>
        loaders.orderById.loadMany(references.map((reference) => keyOf(reference, 'id'))),
    },
    createLoaders,
  });
}
