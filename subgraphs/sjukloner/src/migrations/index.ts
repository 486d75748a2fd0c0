import type { MigrationClass } from '@kommunhub/subgraph-kit';
import { CreateSjukloner1795349350000 } from './create-sjukloner.js';
import { DuplicateChecks1795349352000 } from './duplicate-checks.js';
import { HandlersFirst1795349380000 } from './handlers-first.js';
import { SjuklonRowRules1795349351000 } from './sjuklon-row-rules.js';

/** Migrations of the schema `sjukloner`; they come after those of `cases`, whose row rules they add to. */
export const sjuklonerMigrations: readonly MigrationClass[] = [
  CreateSjukloner1795349350000,
  SjuklonRowRules1795349351000,
  DuplicateChecks1795349352000,
  HandlersFirst1795349380000,
];
