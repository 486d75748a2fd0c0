import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['hub.archive', 'hub.gallringar', 'hub.gallrade'];

/** Row rules for what gallring leaves behind: each nämnd's own, also for the login that works on all of them. */
export class HubLifecycleRules1795349253000 implements MigrationInterface {
  name = 'HubLifecycleRules1795349253000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(
        `alter table ${table} enable row level security; alter table ${table} force row level security`,
      );
    }
    await runner.query(`create policy ingest_reads on hub.gallrade for select to hub_ingest
      using (namnd_id = (select hub.ingest_namnd()))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy ingest_reads on hub.gallrade');
    for (const table of tables) await runner.query(`alter table ${table} disable row level security`);
  }
}
