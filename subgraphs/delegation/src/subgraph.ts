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
import {
  DecisionMandateResolver,
  KindMandateResolver,
  MandateCheckResolver,
} from './graph/decision-resolver.js';
import {
  DelegatedDecisionResolver,
  delegatedDecisionsResolver,
} from './graph/delegated-decisions-resolver.js';
import { DelegationEditMutations, OrderChangeResolver, OrderPrintResolver } from './graph/delegation-edit.js';
import { DelegationMutations } from './graph/delegation-import.js';
import { DelegationOrderResolver, DelegationPointResolver } from './graph/delegation-order-resolver.js';
import { DelegationQueries, KommunDelegationResolver } from './graph/delegation-queries.js';
import { createLoaders, type DelegationLoaders } from './graph/loaders.js';
import {
  MandateShareKommunResolver,
  mandateShareResolver,
  WithoutMandateResolver,
} from './graph/mandate-share.js';
import { MayDecideResolver } from './graph/may-decide-queries.js';
import {
  ProposalResolver,
  ProposedChangeResolver,
  ProposedKommunResolver,
  ProposedPointResolver,
} from './graph/proposal.js';
import { type DecisionBook, noDecisionBook } from './ports/index.js';

export interface DelegationOptions {
  /** The way to the decisions that nämnder have recorded; without one their lists are refused. */
  readonly decisionBook?: DecisionBook;
}

/** The subgraph of delegation: orders, who may decide, and which decisions were delegated. */
export function createDelegationSubgraph(options: DelegationOptions = {}): Subgraph {
  const book = options.decisionBook ?? noDecisionBook;
  return buildSubgraph<DelegationLoaders>({
    name: 'delegation',
    resolvers: [
      DelegationQueries,
      DelegationMutations,
      KommunDelegationResolver,
      DelegationOrderResolver,
      DelegationPointResolver,
      DelegationEditMutations,
      OrderPrintResolver,
      OrderChangeResolver,
      MayDecideResolver,
      DecisionMandateResolver,
      MandateCheckResolver,
      KindMandateResolver,
      mandateShareResolver(book),
      WithoutMandateResolver,
      MandateShareKommunResolver,
      delegatedDecisionsResolver(book),
      DelegatedDecisionResolver,
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
      // The reference carries what the mandate requires.
      Decision: (references) => references.map((reference) => ({ ...reference, id: keyOf(reference, 'id') })),
      DelegationOrder: (references, { loaders }) =>
        loaders.orderById.loadMany(references.map((reference) => keyOf(reference, 'id'))),
    },
    createLoaders,
  });
}
