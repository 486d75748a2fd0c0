import { buildSubgraph, keyOf, referenceKommun, type Subgraph } from '@kommunhub/subgraph-kit';
import { CaseloadQueries } from './graph/caseload.js';
import { KpiMutations } from './graph/kpi-mutations.js';
import { KpiQueries } from './graph/kpi-queries.js';
import { OctoberQueries } from './graph/october-queries.js';
import { OctoberCheckResolver, OctoberRowsResolver } from './graph/october-rows-resolver.js';
import { OwnStatisticQueries } from './graph/own-statistics.js';
import { StatisticQueries } from './graph/statistic-queries.js';

/** The subgraph of statistics: what is counted of each nämnd, and the tables made of it. */
export function createStatisticsSubgraph(): Subgraph {
  return buildSubgraph({
    name: 'statistics',
    resolvers: [
      OctoberQueries,
      OctoberRowsResolver,
      OctoberCheckResolver,
      KpiQueries,
      KpiMutations,
      CaseloadQueries,
      StatisticQueries,
      OwnStatisticQueries,
    ],
    referenceResolvers: {
      Kommun: (references) => references.map((reference) => referenceKommun(keyOf(reference, 'code'))),
    },
    createLoaders: () => ({}),
  });
}
