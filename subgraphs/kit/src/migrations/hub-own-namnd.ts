import type { MigrationInterface, QueryRunner } from 'typeorm';

const functions = ['own_namnd', 'aggregate_namnd'] as const;

/**
 * The caller's own nämnd for the row rules: the one whose earlier knowledge it
 * may read, and the one whose counts. Without a context both are null.
 */
export class HubOwnNamnd1795349150000 implements MigrationInterface {
  name = 'HubOwnNamnd1795349150000';

  async up(runner: QueryRunner): Promise<void> {
    for (const name of functions) {
      await runner.query(`
        create function hub.${name}() returns text language sql stable parallel safe
          return nullif(current_setting('hub.${name}', true), '')`);
      await runner.query(`revoke all on function hub.${name}() from public`);
      await runner.query(`grant execute on function hub.${name}() to hub_app, hub_ingest`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function ${functions.map((name) => `hub.${name}`).join(', ')}`);
  }
}
