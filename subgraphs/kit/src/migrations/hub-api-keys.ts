import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keys of BI tools and of services that deliver. Of a secret only the hash is
 * kept; the app login may look keys up and say when one was used, no more.
 */
export class HubApiKeys1795349400000 implements MigrationInterface {
  name = 'HubApiKeys1795349400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table hub.api_keys (
        id text primary key,
        -- SHA-256 is enough: the secret is 256 random bits, and no word that can be guessed.
        secret_hash bytea not null check (length(secret_hash) = 32),
        name text not null,
        role text not null check (role in ('bi', 'service')),
        namnd_id text,
        source_id text,
        kommun_codes text[] not null default '{}',
        tables text[],
        created_by text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        last_used_at timestamptz,
        revoked_at timestamptz,
        check (role <> 'service'
          or (namnd_id is not null and source_id is not null and kommun_codes <> '{}' and tables is null)),
        check (role <> 'bi' or (namnd_id is null and source_id is null and kommun_codes = '{}'))
      );
      grant select on hub.api_keys to hub_app;
      grant update (last_used_at) on hub.api_keys to hub_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table hub.api_keys');
  }
}
