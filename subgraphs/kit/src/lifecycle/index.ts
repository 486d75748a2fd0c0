export { PersonTrail } from './person-trail.js';
export { type RenewedKey, type RenewOptions, renewDataKey, unfinishedRenewals } from './renew-data-key.js';
export { rewrapKeys } from './rewrap-keys.js';
export { type SealedColumn, sealedColumns } from './sealed-columns.js';
