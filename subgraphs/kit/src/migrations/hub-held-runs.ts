import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a run left standing although the delivery lacks it, and which held run it was told to carry out. */
export class HubHeldRuns1795348830000 implements MigrationInterface {
  name = 'HubHeldRuns1795348830000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table hub.runs
        add column removals_withheld jsonb not null default '{}',
        add column accepts_run_id uuid references hub.runs,
        add column accepted_by text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table hub.runs drop column removals_withheld, drop column accepts_run_id, drop column accepted_by`);
  }
}
