import {
  batchLoader,
  manyForEach,
  oneForEach,
  type Session,
  type SubgraphContext,
} from '@kommunhub/subgraph-kit';
import type { OperationsServices } from '../ports/index.js';
import { type AgreementRow, listAgreements } from '../rows/agreement-rows.js';
import { loadNamnder } from '../rows/namnd-rows.js';
import { loadRowHistories } from '../rows/quarantine-rows.js';
import { listSources, loadLatestRuns, loadRuns, loadSources } from '../rows/source-rows.js';
import { loadUppdrag } from '../rows/uppdrag-rows.js';

export type OperationsLoaders = ReturnType<typeof createLoaders>;
export type OperationsContext = SubgraphContext<OperationsLoaders, OperationsServices>;

/** One loader per edge of the graph, made for each fetch: each level of a query costs one statement. */
export function createLoaders({ session }: { readonly session: Session }) {
  let agreements: Promise<AgreementRow[]> | undefined;
  return {
    /** Every agreement, read once for a fetch. */
    allAgreements: () => {
      agreements ??= listAgreements(session, null);
      return agreements;
    },
    uppdragById: batchLoader(async (ids: readonly string[]) =>
      oneForEach(ids, await loadUppdrag(session, ids), (row) => row.id),
    ),
    namndById: batchLoader(async (ids: readonly string[]) =>
      oneForEach(ids, await loadNamnder(session, ids), (row) => row.id),
    ),
    sourceById: batchLoader(async (ids: readonly string[]) =>
      oneForEach(ids, await loadSources(session, ids), (row) => row.id),
    ),
    sourcesOfKommun: batchLoader(async (codes: readonly string[]) => {
      const sources = await listSources(session, codes);
      return codes.map((code) => sources.filter(({ kommunCodes }) => kommunCodes.includes(code)));
    }),
    runById: batchLoader(async (ids: readonly string[]) =>
      oneForEach(ids, await loadRuns(session, ids), (row) => row.id),
    ),
    rowHistoryById: batchLoader(async (ids: readonly string[]) =>
      oneForEach(ids, await loadRowHistories(session, ids), (row) => row.id),
    ),
    latestRunsOfSource: batchLoader(async (sourceIds: readonly string[]) =>
      manyForEach(sourceIds, await loadLatestRuns(session, sourceIds), (row) => row.sourceId),
    ),
  };
}
