import type { MigrationClass } from '@kommunhub/subgraph-kit';
import { CreateDelegation1795348820000 } from './create-delegation.js';
import { MandateOfDecisions1795349300000 } from './mandate-of-decisions.js';
import { OrderHistory1795349320000 } from './order-history.js';
import { ReportedDecisions1795349310000 } from './reported-decisions.js';

/** Migrations of the schema `delegation`; they come after the hub's own. */
export const delegationMigrations: readonly MigrationClass[] = [
  CreateDelegation1795348820000,
  MandateOfDecisions1795349300000,
  ReportedDecisions1795349310000,
  OrderHistory1795349320000,
];
