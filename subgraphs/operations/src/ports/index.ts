export type { OperationsServices, SyncStarter } from './sync-starter.js';
