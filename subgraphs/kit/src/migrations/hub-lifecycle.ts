import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Renewal of data keys, gallring with its tombstones and archive, and the leaving of a nämnd. */
export class HubLifecycle1795349251000 implements MigrationInterface {
  name = 'HubLifecycle1795349251000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function hub.lifecycle_namnd() returns text language sql stable parallel safe
        return nullif(current_setting('hub.lifecycle_namnd', true), '');
      revoke all on function hub.lifecycle_namnd() from public;
      grant execute on function hub.lifecycle_namnd() to hub_lifecycle;

      -- Data keys beside the one in force: the next, made known before it is used, and the former, until
      -- nothing is sealed with it any more.
      create table hub.other_data_keys (
        namnd_id text not null references hub.namnder,
        version int not null check (version between 1 and 255),
        data_key_wrapped bytea not null,
        state text not null check (state in ('NEXT', 'FORMER')),
        since timestamptz not null default clock_timestamp(),
        primary key (namnd_id, version)
      );
      create unique index one_next_data_key on hub.other_data_keys (namnd_id) where state = 'NEXT';
      grant select on hub.other_data_keys to hub_app, hub_ingest;

      create table hub.gallringar (
        id uuid primary key,
        namnd_id text not null references hub.namnder,
        due_on date not null,
        proposed_by text not null,
        proposed_at timestamptz not null default clock_timestamp(),
        -- What the proposal holds: keyed, so that an approval is for this and nothing more.
        content_hash bytea not null,
        report jsonb not null,
        approved_by text,
        approved_at timestamptz,
        done_at timestamptz,
        constraint approved_by_another check (approved_by <> proposed_by)
      );
      create table hub.gallrade (
        kommun_code text not null,
        namnd_id text not null references hub.namnder,
        kind text not null,
        -- A hash of the opaque key: enough to know a record again, of no use for anything else.
        key_hash bytea not null,
        gallring_id uuid not null references hub.gallringar,
        primary key (namnd_id, kind, key_hash)
      );
      grant select on hub.gallrade to hub_ingest;

      -- What is due but kept for ever. Only the lifecycle login reads it, to hand it over.
      create table hub.archive (
        kommun_code text not null,
        id text not null,
        namnd_id text not null references hub.namnder,
        gallring_id uuid not null references hub.gallringar,
        exemption text not null,
        person_cipher bytea not null,
        archived_at timestamptz not null default clock_timestamp(),
        primary key (kommun_code, id)
      );

      create table hub.departures (
        namnd_id text primary key,
        exported_by text not null,
        exported_at timestamptz not null default clock_timestamp(),
        export_digest bytea not null,
        receipted_by text,
        left_at timestamptz
      );
      grant select, insert, update on hub.departures to hub_lifecycle`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table hub.departures, hub.archive, hub.gallrade, hub.gallringar, hub.other_data_keys;
      drop function hub.lifecycle_namnd`);
  }
}
