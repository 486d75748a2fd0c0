export { type AuditSigner, auditSigner } from './audit-key.js';
export { AuditSealer, type AuditSealerOptions } from './audit-sealer.js';
export type { Checkpoint } from './checkpoint.js';
export { CheckpointFolder } from './checkpoint-folder.js';
export { type ExpiredLog, expireLog } from './expire-log.js';
export type { LogFault, LogFaultKind, LogVerdict } from './log-verdict.js';
export { verifyLog } from './verify-log.js';
