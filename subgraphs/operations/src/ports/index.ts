export type { OperationsServices, SyncOptions, SyncStarter } from './sync-starter.js';
