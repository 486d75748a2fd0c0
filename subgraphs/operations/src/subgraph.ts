import { buildSubgraph, keyOf, referenceKommun, type Subgraph } from '@kommunhub/subgraph-kit';
import { AgreementResolver } from './graph/agreement.js';
import { AuditEntryResolver, AuditQueries } from './graph/audit-queries.js';
import { BreakGlassResolver } from './graph/break-glass-resolver.js';
import { createLoaders, type OperationsLoaders } from './graph/loaders.js';
import { QuarantineEntryResolver, QuarantineQueries, RowFateResolver } from './graph/quarantine-queries.js';
import { SampleMutations } from './graph/sample-resolver.js';
import { KommunSourcesResolver, SourceMutations, SourceQueries } from './graph/source-queries.js';
import { SourceResolver, SyncRunResolver } from './graph/source-resolver.js';
import { UppdragResolver } from './graph/uppdrag-resolver.js';
import { ViewerGrantResolver, ViewerQueries, ViewerResolver } from './graph/viewer.js';
import type { OperationsServices } from './ports/index.js';

/** The subgraph of sources, their runs, agreements and who the caller is. */
export function createOperationsSubgraph(): Subgraph<OperationsServices> {
  return buildSubgraph<OperationsLoaders, OperationsServices>({
    name: 'operations',
    resolvers: [
      ViewerQueries,
      ViewerResolver,
      ViewerGrantResolver,
      UppdragResolver,
      BreakGlassResolver,
      SampleMutations,
      SourceQueries,
      SourceMutations,
      SourceResolver,
      SyncRunResolver,
      QuarantineQueries,
      QuarantineEntryResolver,
      RowFateResolver,
      AgreementResolver,
      AuditQueries,
      AuditEntryResolver,
      KommunSourcesResolver,
    ],
    referenceResolvers: {
      Kommun: (references) => references.map((reference) => referenceKommun(keyOf(reference, 'code'))),
    },
    createLoaders,
  });
}
