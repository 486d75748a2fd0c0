import type { HubServices } from '@kommunhub/subgraph-kit';

/** Starts runs; what reads the sources stands outside the graph. */
export interface SyncStarter {
  /**
   * Starts a run of the source and gives its id as soon as it is registered.
   *
   * @throws HubError SYNC_RUNNING when one is under way, NOT_FOUND when this hub cannot reach the source.
   */
  start(sourceId: string): Promise<string>;
}

export interface OperationsServices extends HubServices {
  readonly syncStarter: SyncStarter;
}
