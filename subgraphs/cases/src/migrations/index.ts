import type { MigrationClass } from '@kommunhub/subgraph-kit';
import { CreateCases1795348810000 } from './create-cases.js';

/** Migrations of the schema `cases`; they come after the hub's own. */
export const casesMigrations: readonly MigrationClass[] = [CreateCases1795348810000];
