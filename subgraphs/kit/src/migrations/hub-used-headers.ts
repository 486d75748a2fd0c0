import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Caller headers that a part has taken already, for their half minute: a header
 * is good once for all replicas of the part together. Unlogged, since nobody
 * needs them after a crash.
 */
export class HubUsedHeaders1795349401000 implements MigrationInterface {
  name = 'HubUsedHeaders1795349401000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create unlogged table hub.used_headers (
        nonce uuid primary key,
        expires_at timestamptz not null
      );
      create index used_headers_by_end on hub.used_headers (expires_at);
      grant insert, delete on hub.used_headers to hub_app;
      grant select (nonce, expires_at) on hub.used_headers to hub_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table hub.used_headers');
  }
}
