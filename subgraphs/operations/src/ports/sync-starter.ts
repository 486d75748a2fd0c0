import type { HubServices } from '@kommunhub/subgraph-kit';
import type { PersonTrail } from './person-trail.js';

export interface SyncOptions {
  /** The held run that is to be carried out, and who says so. */
  readonly accepts?: { readonly runId: string; readonly by: string };
}

/** Starts runs; what reads the sources stands outside the graph. */
export interface SyncStarter {
  /**
   * Starts a run of the source and gives its id as soon as it is registered.
   *
   * @throws HubError SYNC_RUNNING when one is under way, NOT_FOUND when this hub cannot reach the source.
   * @throws BadInputError when the run to accept is not the latest of the source and held.
   */
  start(sourceId: string, options?: SyncOptions): Promise<string>;

  /**
   * Starts a replay of the rows that are kept of the source, by its mapping and
   * code tables as they are now, and gives the id of the run.
   *
   * @throws as {@link start}, and ConfigError ADAPTER_INVALID when the mapping has faults.
   */
  replay(sourceId: string): Promise<string>;

  /**
   * The text of the source's code table that is most like an unknown one: a
   * hint, never an answer. Null when none is like it, or the adapter is not here.
   */
  nearestCode?(sourceId: string, table: string, text: string): KnownCode | null;
}

/** A local text of a code table and the shared code it means. */
export interface KnownCode {
  readonly local: string;
  readonly code: string;
}

export interface OperationsServices extends HubServices {
  readonly syncStarter: SyncStarter;
  /** Left out where nobody asks the log. */
  readonly personTrail?: PersonTrail;
}
