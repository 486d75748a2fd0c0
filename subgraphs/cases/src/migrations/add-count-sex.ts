import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['cases.insats_counts', 'cases.insats_counts_history'];

/** Plain counts may tell women and men apart; those from before do not. */
export class AddCountSex1795349453000 implements MigrationInterface {
  readonly name = 'AddCountSex1795349453000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`alter table ${table} add column sex text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`alter table ${table} drop column sex`);
  }
}
