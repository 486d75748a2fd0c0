import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the app login says of a read; id, moment and transaction are the database's own to give. */
const told = `kommun_code, namnd_id, operation_id, operation_name, issuer, subject, role, purpose, ground,
  uppdrag_id, entity, ids, fields`;

/**
 * The log in one partition a month, sealed by a login of its own.
 *
 * Entries are only ever added. What makes a later change show lies beside them:
 * `seals` holds a digest of every entry, chained per nämnd and month; the heads
 * of the chains leave the database as signed checkpoints.
 */
export class AuditPartitions1795349250000 implements MigrationInterface {
  name = 'AuditPartitions1795349250000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table audit.entries drop constraint entries_pkey;
      alter table audit.entries rename to entries_before;
      create sequence audit.entry_ids as bigint;
      select setval('audit.entry_ids', coalesce(max(id), 0) + 1, false) from audit.entries_before;
      create table audit.entries (
        kommun_code text not null,
        namnd_id text not null,
        id bigint not null default nextval('audit.entry_ids'),
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
        -- Tells the sealer which entries have been committed since it last looked; ids are given before that.
        xid xid8 not null default pg_current_xact_id(),
        primary key (kommun_code, at, id)
      ) partition by range (at);
      create index entries_by_transaction on audit.entries (xid);
      -- A read must never fail for want of a partition.
      create table audit.entries_rest partition of audit.entries default;`);
    await partitionFunction(runner);
    await runner.query(`
      insert into audit.entries (id, at, ${told}) select id, at, ${told} from audit.entries_before;
      drop table audit.entries_before;

      create sequence audit.seal_serials as bigint;
      create table audit.seals (
        namnd_id text not null,
        month date not null,
        number int not null,
        first_position bigint not null,
        entry_ids bigint[] not null,
        -- SHA-256 of each entry, 32 bytes after 32 bytes.
        digests bytea not null,
        hash bytea not null,
        serial bigint not null default nextval('audit.seal_serials'),
        sealed_at timestamptz not null default clock_timestamp(),
        primary key (namnd_id, month, number)
      );
      create table audit.sealing (
        snapshot pg_snapshot not null,
        -- Entries up to this id were sealed when the database had been restored and its transactions count anew.
        sealed_to bigint not null default 0,
        sealed_at timestamptz not null default clock_timestamp()
      );
      create index seals_by_serial on audit.seals (serial);
      create unique index sealing_is_one on audit.sealing ((true));
      create table audit.checkpoints (
        number bigint primary key,
        digest bytea not null,
        -- The last seal that it tells of.
        sealed_to bigint not null,
        written_at timestamptz not null default clock_timestamp()
      );

      grant usage on schema audit, hub to hub_audit;
      grant select on hub.instance to hub_audit;
      grant usage on sequence audit.entry_ids to hub_app;
      grant usage on sequence audit.seal_serials to hub_audit;
      grant insert (${told}) on audit.entries to hub_app;
      grant select (id, at, ${told}) on audit.entries to hub_app;
      grant select on audit.entries to hub_audit;
      grant select, insert on audit.seals, audit.checkpoints to hub_audit;
      grant select, insert, update on audit.sealing to hub_audit;

      create function audit.read_kommun() returns text language sql stable parallel safe
        return nullif(current_setting('hub.audit_kommun', true), '');
      revoke all on function audit.read_kommun() from public;
      grant execute on function audit.read_kommun() to hub_app;
      alter table audit.entries enable row level security;
      alter table audit.entries force row level security;
      create policy app_adds on audit.entries for insert to hub_app with check (true);
      create policy app_reads on audit.entries for select to hub_app
        using (kommun_code = (select audit.read_kommun()));
      create policy audit_reads on audit.entries for select to hub_audit using (true)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    throw new Error(
      `The sealed log is not taken apart (${runner.connection.options.type}); restore a backup.`,
    );
  }
}

/** Makes the partitions of the months that have entries, of this month and of three more. */
async function partitionFunction(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create function audit.make_partitions() returns void language plpgsql security definer
      set search_path = pg_catalog as $$
    declare
      month date;
      this_month date := date_trunc('month', now() at time zone 'Europe/Stockholm')::date;
      lower_end timestamptz;
      upper_end timestamptz;
    begin
      for step in 0..3 loop
        month := (this_month + make_interval(months => step))::date;
        lower_end := month::timestamp at time zone 'Europe/Stockholm';
        upper_end := (month + interval '1 month') at time zone 'Europe/Stockholm';
        if to_regclass('audit.entries_' || to_char(month, 'YYYY_MM')) is null
           and not exists (select from audit.entries_rest rest where rest.at >= lower_end and rest.at < upper_end)
        then
          execute format('create table audit.%I partition of audit.entries for values from (%L) to (%L)',
                         'entries_' || to_char(month, 'YYYY_MM'), lower_end, upper_end);
        end if;
      end loop;
    end $$;
    revoke all on function audit.make_partitions() from public;
    grant execute on function audit.make_partitions() to hub_audit;
    select audit.make_partitions()`);
  await runner.query(`
    do $$
    declare month date;
    begin
      for month in select distinct date_trunc('month', at at time zone 'Europe/Stockholm')::date
                     from audit.entries_before loop
        if to_regclass('audit.entries_' || to_char(month, 'YYYY_MM')) is null then
          execute format('create table audit.%I partition of audit.entries for values from (%L) to (%L)',
                         'entries_' || to_char(month, 'YYYY_MM'),
                         month::timestamp at time zone 'Europe/Stockholm',
                         (month + interval '1 month') at time zone 'Europe/Stockholm');
        end if;
      end loop;
    end $$`);
}
