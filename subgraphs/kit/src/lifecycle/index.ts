export { exportArchive } from './export-archive.js';
export {
  approveGallring,
  dryRunGallring,
  type GallringDone,
  type GallringOptions,
  type GallringProposal,
  type GallringReport,
  proposeGallring,
} from './gallring.js';
export { type Departure, exportNamnd, type LeaveOptions, leaveHub } from './leave-hub.js';
export { PersonTrail } from './person-trail.js';
export type { GallringModel, KindNotes } from './plan-gallring.js';
export type { AfterRemoval, RemovedRecords } from './remove-persons.js';
export { type RenewedKey, type RenewOptions, renewDataKey, unfinishedRenewals } from './renew-data-key.js';
export { rewrapKeys } from './rewrap-keys.js';
export { type SealedColumn, sealedColumns } from './sealed-columns.js';
