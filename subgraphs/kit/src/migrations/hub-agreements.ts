import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Avtalssamverkan (KL 9 kap. 37 §) and the uppdrag given under it. */
export class HubAgreements1795348802000 implements MigrationInterface {
  name = 'HubAgreements1795348802000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table hub.agreements (
        id uuid primary key,
        name text not null,
        home_kommun_code text not null,
        performing_kommun_code text not null,
        kinds text[] not null,
        valid_from date not null,
        valid_to date,
        note text,
        unique (name, home_kommun_code, performing_kommun_code, valid_from)
      );
      create table hub.uppdrag (
        id uuid primary key,
        home_namnd_id text not null references hub.namnder,
        home_kommun_code text not null,
        performing_kommun_code text not null,
        holder_issuer text,
        holder_subject text,
        holder_function text,
        task text not null check (task in ('LSS_HANDLAGGNING', 'SJUKLON')),
        staff_key_cipher bytea,
        valid_from date not null,
        valid_to date,
        granted_by text not null,
        granted_at timestamptz not null default now(),
        revoked_at timestamptz,
        constraint held_by_somebody_or_by_a_function
          check ((holder_issuer is not null and holder_subject is not null and holder_function is null)
              or (holder_issuer is null and holder_subject is null and holder_function is not null))
      );
      create index uppdrag_by_holder on hub.uppdrag (holder_subject, holder_issuer);
      create index uppdrag_by_function on hub.uppdrag (performing_kommun_code, holder_function);

      grant select on hub.agreements, hub.uppdrag to hub_app, hub_ingest;
      grant insert, update, delete on hub.agreements to hub_ingest;
      grant insert, update on hub.uppdrag to hub_ingest;

      alter table hub.uppdrag enable row level security;
      alter table hub.uppdrag force row level security;
      -- A caller's own uppdrag are read before there are any grants: by who the caller is.
      create policy holder_reads on hub.uppdrag for select to hub_app using (
        (holder_issuer = (select hub.identity() ->> 'issuer')
          and holder_subject = (select hub.identity() ->> 'subject'))
        or (performing_kommun_code = (select hub.identity() ->> 'kommun')
          and (select hub.identity()) -> 'functions' ? holder_function));
      create policy ingest_writes on hub.uppdrag to hub_ingest
        using (home_namnd_id = (select hub.ingest_namnd()))
        with check (home_namnd_id = (select hub.ingest_namnd()))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table hub.uppdrag, hub.agreements');
  }
}
