import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What stays of an October report: who approved it and when, the knowledge, the
 * figures without persons and a keyed hash of the rows. Nothing of it changes
 * but that it is withdrawn. Beside it marks, by which a kommun's nämnder find
 * persons that stand in several parts without showing each other their rows.
 */
export class OctoberApprovals1795349460000 implements MigrationInterface {
  readonly name = 'OctoberApprovals1795349460000';

  async up(runner: QueryRunner): Promise<void> {
    await approvals(runner);
    await marks(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table statistics.october_marks, statistics.october_approvals');
  }
}

/** Own rows, and those of the nämnder with which the own shares a kommun's LSS; for who steers the nämnd. */
function sharedKommun(table: string): string {
  return `(select hub.steered_namnd()) is not null and exists (
    select from hub.sources source where source.namnd_id = (select hub.steered_namnd())
       and ${table}.kommun_code = any (source.kommun_codes) and 'decision' = any (source.kinds))`;
}

async function approvals(runner: QueryRunner): Promise<void> {
  const table = 'statistics.october_approvals';
  await runner.query(`
    create table ${table} (
      kommun_code text not null,
      id uuid not null,
      -- Which of a kommun's approvals came last, also where two have the same time.
      ordinal bigint generated always as identity,
      namnd_id text not null references hub.namnder,
      year int not null,
      approved_at timestamptz not null,
      approved_issuer text not null,
      approved_subject text not null,
      known_on date not null,
      known_at timestamptz not null,
      interruptions text not null check (interruptions in ('EXKLUDERAS', 'RAKNAS')),
      accepted text[] not null,
      note text,
      figures jsonb not null,
      rows_hash bytea not null,
      kommun_figures jsonb,
      withdrawn_at timestamptz,
      withdrawn_subject text,
      withdrawal_reason text,
      primary key (kommun_code, id),
      constraint withdrawn_whole_or_not_at_all check (
        (withdrawn_at is null) = (withdrawn_subject is null) and (withdrawn_at is null) = (withdrawal_reason is null))
    );
    create unique index october_approvals_in_force on ${table} (kommun_code, namnd_id, year)
      where withdrawn_at is null;
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy kommun_reads on ${table} for select to hub_app using (${sharedKommun('october_approvals')});
    create policy own_namnd_approves on ${table} for insert to hub_app
      with check (namnd_id = (select hub.steered_namnd()) and withdrawn_at is null);
    create policy own_namnd_withdraws on ${table} for update to hub_app
      using (namnd_id = (select hub.steered_namnd()) and withdrawn_at is null)
      with check (namnd_id = (select hub.steered_namnd()));
    grant select, insert on ${table} to hub_app;
    grant update (withdrawn_at, withdrawn_subject, withdrawal_reason) on ${table} to hub_app`);
}

async function marks(runner: QueryRunner): Promise<void> {
  const table = 'statistics.october_marks';
  await runner.query(`
    create table ${table} (
      kommun_code text not null,
      year int not null,
      mark bytea not null,
      namnd_id text not null references hub.namnder,
      person_id text not null,
      primary key (kommun_code, year, mark, namnd_id),
      -- What is left of a person goes with the person.
      foreign key (kommun_code, person_id) references cases.persons (kommun_code, id) on delete cascade
    );
    create index october_marks_by_person on ${table} (kommun_code, person_id);
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy kommun_reads on ${table} for select to hub_app using (${sharedKommun('october_marks')});
    create policy own_namnd_writes on ${table} for insert to hub_app
      with check (namnd_id = (select hub.steered_namnd()));
    create policy own_namnd_removes on ${table} for delete to hub_app
      using (namnd_id = (select hub.steered_namnd()));
    grant select, insert, delete on ${table} to hub_app`);
}
