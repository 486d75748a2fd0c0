import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sources, their runs, and what a run set aside or did not know. */
export class HubSources1795348801000 implements MigrationInterface {
  name = 'HubSources1795348801000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table hub.sources (
        id text primary key,
        namnd_id text not null references hub.namnder,
        system text not null,
        kommun_codes text[] not null check (cardinality(kommun_codes) > 0),
        kinds text[] not null,
        delivery text not null check (delivery in ('complete', 'delta')),
        interval_hours int not null check (interval_hours > 0),
        demo boolean not null,
        as_of timestamptz,
        created_at timestamptz not null default now()
      );
      create table hub.runs (
        id uuid primary key,
        source_id text not null references hub.sources,
        namnd_id text not null references hub.namnder,
        started_at timestamptz not null default clock_timestamp(),
        finished_at timestamptz,
        state text not null check (state in ('RUNNING', 'DONE', 'HELD', 'FAILED')),
        as_of timestamptz,
        rows_read int not null default 0,
        rows_used int not null default 0,
        rows_quarantined int not null default 0,
        rows_skipped int not null default 0,
        skipped jsonb not null default '{}',
        records int not null default 0,
        inserted int not null default 0,
        updated int not null default 0,
        unchanged int not null default 0,
        removed int not null default 0,
        removed_by_kind jsonb not null default '{}',
        error_code text,
        error_message text,
        constraint every_row_has_a_fate
          check (state <> 'DONE' or rows_read = rows_used + rows_quarantined + rows_skipped),
        constraint every_record_has_a_fate
          check (state <> 'DONE' or records = inserted + updated + unchanged)
      );
      create index runs_by_source on hub.runs (source_id, started_at desc);

      -- One row per fault; the row itself is kept, encrypted, with its first fault only.
      create table hub.quarantine (
        id text primary key,
        run_id uuid not null references hub.runs,
        source_id text not null references hub.sources,
        namnd_id text not null references hub.namnder,
        file text not null,
        sheet text,
        row_number int not null,
        column_name text,
        reason text not null,
        remedy text not null,
        raw_cipher bytea
      );
      create index quarantine_by_source on hub.quarantine (source_id, id);
      create table hub.unmapped_codes (
        run_id uuid not null references hub.runs,
        source_id text not null references hub.sources,
        namnd_id text not null references hub.namnder,
        table_name text not null,
        column_name text not null,
        value_cipher bytea not null,
        value_hash bytea not null,
        row_count int not null,
        primary key (run_id, table_name, column_name, value_hash)
      );
      create index unmapped_codes_by_source on hub.unmapped_codes (source_id);

      grant select on hub.sources, hub.runs to hub_app, hub_ingest;
      grant insert, update on hub.sources, hub.runs to hub_ingest;
      grant select, insert, delete on hub.quarantine, hub.unmapped_codes to hub_ingest;
      -- The app tells place and reason; the row's content is opened by replay alone.
      grant select (id, run_id, source_id, namnd_id, file, sheet, row_number, column_name, reason, remedy)
        on hub.quarantine to hub_app;
      grant select on hub.unmapped_codes to hub_app;`);
    for (const table of ['hub.quarantine', 'hub.unmapped_codes']) {
      await runner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy app_reads on ${table} for select to hub_app
          using (namnd_id = (select hub.source_namnd()));
        create policy ingest_writes on ${table} to hub_ingest
          using (namnd_id = (select hub.ingest_namnd())) with check (namnd_id = (select hub.ingest_namnd()))`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table hub.unmapped_codes, hub.quarantine, hub.runs, hub.sources');
  }
}
