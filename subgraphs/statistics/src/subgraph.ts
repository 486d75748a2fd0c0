import { buildSubgraph, keyOf, referenceKommun, type Subgraph } from '@kommunhub/subgraph-kit';
import { OctoberQueries } from './graph/october-queries.js';
import { OctoberCheckResolver, OctoberRowsResolver } from './graph/october-rows-resolver.js';

/** The subgraph of statistics: what is counted of each nämnd, and the tables made of it. */
export function createStatisticsSubgraph(): Subgraph {
  return buildSubgraph({
    name: 'statistics',
    resolvers: [OctoberQueries, OctoberRowsResolver, OctoberCheckResolver],
    referenceResolvers: {
      Kommun: (references) => references.map((reference) => referenceKommun(keyOf(reference, 'code'))),
    },
    createLoaders: () => ({}),
  });
}
