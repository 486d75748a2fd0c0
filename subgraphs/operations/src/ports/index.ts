export type { PersonTrail } from './person-trail.js';
export type { KnownCode, OperationsServices, SyncOptions, SyncStarter } from './sync-starter.js';
