export type { PersonTrail } from './person-trail.js';
export type { OperationsServices, SyncOptions, SyncStarter } from './sync-starter.js';
