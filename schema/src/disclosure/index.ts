export { type AuditInput, audit } from './audit/audit.js';
export * from './disclosure-input.js';
export { protect } from './protect.js';
