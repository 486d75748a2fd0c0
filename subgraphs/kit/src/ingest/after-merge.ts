import type { ClientBase } from 'pg';

/** A run whose delivery has become the state of its source, before its transaction ends. */
export interface MergedRun {
  /** In the run's transaction, with the rights and row rules of the nämnd. */
  readonly connection: ClientBase;
  readonly runId: string;
  readonly namndId: string;
  /** All kommuner of the nämnd. */
  readonly kommunCodes: readonly string[];
  /** Whether any record came, changed or went. */
  readonly hasChanged: boolean;
}

/** Makes what follows from records part of the same change: when it fails, nothing has been merged. */
export type AfterMerge = (run: MergedRun) => Promise<void>;
