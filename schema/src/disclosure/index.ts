export { type AuditInput, audit } from './audit/audit.js';
export { refuseUnsafe } from './audit/refuse-unsafe.js';
export * from './disclosure-input.js';
export { protect } from './protect.js';
export { publishedCells } from './published-cells.js';
export { boundPeriodNames, stickyPeriodNames } from './sticky-periods.js';
