import type { MigrationInterface, QueryRunner } from 'typeorm';
import { factTables } from './fact-table.js';

/**
 * The login that builds releases reads the facts of all nämnder and the monthly
 * cells, and nothing by which a fact could be led back to anybody.
 */
export class BuilderReads1795349452000 implements MigrationInterface {
  readonly name = 'BuilderReads1795349452000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('grant usage on schema statistics to hub_statistics');
    for (const table of [...factTables, 'refreshes', 'rollups']) {
      await runner.query(`
        grant select on statistics.${table} to hub_statistics;
        create policy builder_reads on statistics.${table} for select to hub_statistics using (true)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...factTables, 'refreshes', 'rollups']) {
      await runner.query(`
        drop policy builder_reads on statistics.${table};
        revoke select on statistics.${table} from hub_statistics`);
    }
    await runner.query('revoke usage on schema statistics from hub_statistics');
  }
}
