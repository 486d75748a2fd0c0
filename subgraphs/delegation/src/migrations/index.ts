import type { MigrationClass } from '@kommunhub/subgraph-kit';
import { CreateDelegation1795348820000 } from './create-delegation.js';

/** Migrations of the schema `delegation`; they come after the hub's own. */
export const delegationMigrations: readonly MigrationClass[] = [CreateDelegation1795348820000];
