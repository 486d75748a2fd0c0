export type { DemoAgreement, DemoUppdrag } from './delegation/delegation-files.js';
export type { DemoTarget } from './demo-target.js';
export { type DemoIdentity, demoIdentities } from './identities.js';
export type {
  DemoLedger,
  DemoSecrets,
  FateCounts,
  FileLedger,
  InsatsLedger,
  KommunLedger,
  OrderLedger,
  SourceLedger,
} from './ledger/demo-ledger.js';
export type { DemoOptions } from './plan-demo.js';
export { writeDemo } from './write-demo.js';
