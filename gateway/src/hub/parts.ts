import { casesEntities, casesMigrations, caseTableSpecs, createCasesSubgraph } from '@kommunhub/cases';
import { createDelegationSubgraph, delegationEntities, delegationMigrations } from '@kommunhub/delegation';
import { createOperationsSubgraph } from '@kommunhub/operations';
import { createSjuklonerSubgraph, sjuklonerEntities, sjuklonerMigrations } from '@kommunhub/sjukloner';
import { createStatisticsSubgraph, keepFactsAfterMerge, statisticsMigrations } from '@kommunhub/statistics';
import { type DatabaseOptions, hubMigrations, type MigrationClass } from '@kommunhub/subgraph-kit';
import { decisionBook } from './decision-book.js';

/** Every migration in the order it was made. */
export const migrations: readonly MigrationClass[] = [
  ...hubMigrations,
  ...casesMigrations,
  ...delegationMigrations,
  ...sjuklonerMigrations,
  ...statisticsMigrations,
];

/** Every TypeORM entity beside the kit's own. */
export const entities: NonNullable<DatabaseOptions['entities']> = [
  ...casesEntities,
  ...delegationEntities,
  ...sjuklonerEntities,
];

/** What follows from a merged run, in its transaction. */
export const afterMerge = keepFactsAfterMerge;

/** How records of each kind are stored. */
export const tableSpecs = caseTableSpecs;

/** The subgraphs of the hub, made anew so that several hubs can live in one process. */
export function createSubgraphs() {
  return [
    createCasesSubgraph(),
    createDelegationSubgraph({ decisionBook }),
    createOperationsSubgraph(),
    createSjuklonerSubgraph(),
    createStatisticsSubgraph(),
  ];
}
