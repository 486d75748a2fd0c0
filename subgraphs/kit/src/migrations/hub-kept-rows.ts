import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows that are kept to be mapped again, with their fate from run to run; runs that replay them. */
export class HubKeptRows1795349100000 implements MigrationInterface {
  name = 'HubKeptRows1795349100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table hub.runs
        add column replay boolean not null default false,
        add column rows_settled int not null default 0;
      create index runs_under_way on hub.runs (source_id) where state = 'RUNNING';

      -- A row that was set aside, or used with codes that no table knows. Keys are those of the records
      -- it stands for, as "kind key"; later_keys are the ones that the source has told anew since.
      create table hub.kept_rows (
        id text primary key,
        source_id text not null references hub.sources,
        namnd_id text not null references hub.namnder,
        state text not null check (state in ('SET_ASIDE', 'UNKNOWN_CODE', 'SETTLED')),
        table_name text,
        file text not null,
        sheet text,
        row_number int not null,
        fingerprint bytea not null,
        keys text[] not null default '{}',
        later_keys text[] not null default '{}',
        first_run_id uuid not null references hub.runs,
        first_at timestamptz not null default now(),
        last_run_id uuid not null references hub.runs,
        last_at timestamptz not null default now(),
        last_row_no int not null,
        times int not null default 1,
        settled_as text check (settled_as in ('REPLAYED', 'DELIVERED', 'SUPERSEDED', 'SKIPPED', 'GONE')),
        settled_run_id uuid references hub.runs,
        settled_at timestamptz,
        raw_id text not null,
        raw_cipher bytea,
        constraint settled_rows_have_no_content check (state <> 'SETTLED' or raw_cipher is null),
        constraint settled_rows_say_how check ((state = 'SETTLED') = (settled_as is not null))
      );
      create index kept_rows_open on hub.kept_rows (source_id, last_at, last_row_no, id) where state <> 'SETTLED';

      alter table hub.quarantine
        add column row_id text references hub.kept_rows on delete cascade,
        add column settled boolean not null default false;
      -- False for codes of an earlier version, whose rows were not kept.
      alter table hub.unmapped_codes add column replayable boolean not null default false;
      create index quarantine_by_row on hub.quarantine (row_id);

      grant select (row_id, settled) on hub.quarantine to hub_app;
      grant update on hub.quarantine to hub_ingest;
      grant select, insert, update, delete on hub.kept_rows to hub_ingest;
      -- Content, keys and fingerprint are for the replay alone.
      grant select (id, source_id, namnd_id, state, first_run_id, first_at, last_run_id, last_at, times,
                    settled_as, settled_run_id, settled_at) on hub.kept_rows to hub_app;
      alter table hub.kept_rows enable row level security;
      alter table hub.kept_rows force row level security;
      create policy app_reads on hub.kept_rows for select to hub_app
        using (namnd_id = (select hub.source_namnd()));
      create policy ingest_writes on hub.kept_rows to hub_ingest
        using (namnd_id = (select hub.ingest_namnd())) with check (namnd_id = (select hub.ingest_namnd()))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table hub.quarantine drop column row_id, drop column settled;
      alter table hub.unmapped_codes drop column replayable;
      drop table hub.kept_rows;
      drop index hub.runs_under_way;
      alter table hub.runs drop column replay, drop column rows_settled;
      revoke update on hub.quarantine from hub_ingest`);
  }
}
