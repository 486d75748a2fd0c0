export type { KnownCode, OperationsServices, PersonTrail, SyncOptions, SyncStarter } from './ports/index.js';
export { nextRunAt, type PastRun } from './rules/next-run.js';
export {
  ageInSeconds,
  type RunFigures,
  type SourceState,
  sourceState,
  sourceStates,
} from './rules/source-state.js';
export { createOperationsSubgraph } from './subgraph.js';
