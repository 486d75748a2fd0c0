import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log of person-level reads (PuL-soc 10 §): the app login may add to it and nothing else. */
export class AuditLog1795348803000 implements MigrationInterface {
  name = 'AuditLog1795348803000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema audit;
      revoke all on schema audit from public;
      grant usage on schema audit to hub_app;
      create table audit.entries (
        kommun_code text not null,
        namnd_id text not null,
        id bigint generated always as identity,
        at timestamptz not null default clock_timestamp(),
        operation_id text not null,
        operation_name text,
        issuer text not null,
        subject text not null,
        role text not null,
        purpose text not null,
        ground text not null,
        uppdrag_id uuid,
        entity text not null,
        ids text[] not null,
        fields text[] not null,
        primary key (kommun_code, namnd_id, id)
      );
      grant insert on audit.entries to hub_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema audit cascade');
  }
}
