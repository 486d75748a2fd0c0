import { casesEntities, casesMigrations, caseTableSpecs, createCasesSubgraph } from '@kommunhub/cases';
import { createDelegationSubgraph, delegationEntities, delegationMigrations } from '@kommunhub/delegation';
import { createOperationsSubgraph } from '@kommunhub/operations';
import { type DatabaseOptions, hubMigrations, type MigrationClass } from '@kommunhub/subgraph-kit';

/** Every migration in the order it was made. */
export const migrations: readonly MigrationClass[] = [
  ...hubMigrations,
  ...casesMigrations,
  ...delegationMigrations,
];

/** Every TypeORM entity beside the kit's own. */
export const entities: NonNullable<DatabaseOptions['entities']> = [...casesEntities, ...delegationEntities];

/** How records of each kind are stored. */
export const tableSpecs = caseTableSpecs;

/** The subgraphs of the hub, made anew so that several hubs can live in one process. */
export function createSubgraphs() {
  return [createCasesSubgraph(), createDelegationSubgraph(), createOperationsSubgraph()];
}
