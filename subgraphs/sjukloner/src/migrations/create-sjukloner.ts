import { createModelSchema, grantedRows } from '@kommunhub/subgraph-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { handledRows } from './handling-rule.js';

const statuses = [
  'INKOMMEN',
  'KOMPLETTERING',
  'UTREDS',
  'BESLUT_BIFALL',
  'BESLUT_DELVIS',
  'BESLUT_AVSLAG',
  'ATTESTERAD',
  'UTBETALD',
  'ATERKRAV',
];

/**
 * Claims for sjuklön, what was done with them, and the policies by which they
 * are calculated.
 *
 * What a claim says of people lies in one encrypted cell; dates, sums and
 * status lie open for the queue, under the row rules. `claim_links` holds
 * opaque ids only: the rules of other tables look at it, so that no two
 * tables' rules look at each other.
 */
export class CreateSjukloner1795349350000 implements MigrationInterface {
  readonly name = 'CreateSjukloner1795349350000';

  async up(runner: QueryRunner): Promise<void> {
    await createModelSchema(runner, 'sjukloner');
    await claims(runner);
    await linksAndShifts(runner);
    await policies(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema sjukloner cascade');
  }
}

async function claims(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table sjukloner.claims (
      kommun_code text not null,
      id text not null,
      namnd_id text not null references hub.namnder,
      status text not null check (status in (${statuses.map((status) => `'${status}'`).join(', ')})),
      received_at timestamptz not null,
      application_date date not null,
      due_on date not null,
      first_sick_day date not null,
      last_sick_day date not null,
      requested numeric(14, 2),
      calculated numeric(14, 2) not null,
      input_cipher bytea not null,
      calculation_cipher bytea not null,
      missing text[] not null,
      handled_by text,
      outcome text check (outcome in ('BIFALL', 'DELVIS_BIFALL', 'AVSLAG')),
      granted numeric(14, 2) check (granted >= 0),
      decided_on date,
      decided_by text,
      motivation_cipher bytea,
      mandate text,
      attested_at timestamptz,
      attested_by text,
      paid_on date,
      recovered_on date,
      recovered numeric(14, 2) check (recovered > 0 and recovered <= granted),
      primary key (kommun_code, id),
      constraint decided_whole_or_not_at_all check (
        (status in ('INKOMMEN', 'KOMPLETTERING', 'UTREDS')) = (outcome is null)
        and (outcome is null) = (granted is null)
        and (outcome is null) = (decided_on is null) and (outcome is null) = (decided_by is null)),
      constraint attested_by_another check (attested_by is distinct from decided_by or attested_by is null)
    );
    create index claims_queue on sjukloner.claims (kommun_code, application_date, id);
    create index claims_by_status on sjukloner.claims (kommun_code, status, application_date, id);

    create table sjukloner.claim_events (
      kommun_code text not null,
      claim_id text not null,
      ordinal int not null,
      namnd_id text not null,
      at timestamptz not null,
      action text not null,
      status text not null,
      actor text not null,
      role text not null,
      ground text not null,
      uppdrag_id uuid,
      -- What the claim said until the step; kept where the step replaced it.
      earlier_input_cipher bytea,
      primary key (kommun_code, claim_id, ordinal),
      foreign key (kommun_code, claim_id) references sjukloner.claims
    );

    create table sjukloner.idempotency_keys (
      kommun_code text not null,
      actor text not null,
      key_hash bytea not null,
      namnd_id text not null,
      body_hash bytea not null,
      claim_id text not null,
      primary key (kommun_code, actor, key_hash),
      foreign key (kommun_code, claim_id) references sjukloner.claims deferrable initially deferred
    );

    grant select, insert, update on sjukloner.claims to hub_app;
    grant select, insert on sjukloner.claim_events, sjukloner.idempotency_keys to hub_app`);
  for (const table of ['claims', 'claim_events', 'idempotency_keys']) {
    await runner.query(`
      alter table sjukloner.${table} enable row level security;
      alter table sjukloner.${table} force row level security;
      create policy handling on sjukloner.${table} to hub_app
        using (${handledRows(table)}) with check (${handledRows(table)})`);
  }
}

async function linksAndShifts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table sjukloner.claim_links (
      kommun_code text not null,
      claim_id text not null,
      namnd_id text not null,
      personnummer_hash bytea,
      person_id text,
      case_id text,
      decision_id text,
      first_sick_day date not null,
      last_sick_day date not null,
      primary key (kommun_code, claim_id),
      foreign key (kommun_code, claim_id) references sjukloner.claims deferrable initially deferred
    );
    create index claim_links_by_person on sjukloner.claim_links (kommun_code, person_id);
    create index claim_links_by_number on sjukloner.claim_links (kommun_code, personnummer_hash);
    create index claim_links_by_case on sjukloner.claim_links (kommun_code, case_id);
    create index claim_links_by_decision on sjukloner.claim_links (kommun_code, decision_id);

    -- One row a pass, with keyed hashes for people: finds the same pass in another claim.
    create table sjukloner.claimed_shifts (
      kommun_code text not null,
      claim_id text not null,
      place text not null,
      namnd_id text not null,
      on_day date not null,
      starts text,
      ends text,
      hours text not null,
      type text not null,
      assistant_hash bytea,
      substitute_hash bytea,
      person_hash bytea,
      primary key (kommun_code, claim_id, place),
      foreign key (kommun_code, claim_id) references sjukloner.claims deferrable initially deferred
    );
    create index claimed_shifts_by_assistant on sjukloner.claimed_shifts (kommun_code, assistant_hash, on_day);
    create index claimed_shifts_by_substitute on sjukloner.claimed_shifts (kommun_code, substitute_hash, on_day);

    grant select, insert, update on sjukloner.claim_links to hub_app;
    grant select, insert, delete on sjukloner.claimed_shifts to hub_app`);
  const rules = {
    claim_links: `${handledRows('claim_links')} or ${grantedRows('LSS_HANDLAGGNING', 'claim_links')}`,
    claimed_shifts: handledRows('claimed_shifts'),
  };
  for (const [table, visible] of Object.entries(rules)) {
    await runner.query(`
      alter table sjukloner.${table} enable row level security;
      alter table sjukloner.${table} force row level security;
      create policy app_reads on sjukloner.${table} for select to hub_app using (${visible});
      create policy handling on sjukloner.${table} to hub_app
        using (${handledRows(table)}) with check (${handledRows(table)})`);
  }
}

/** Policies are public documents of the nämnd; its own chef or IT writes them. */
async function policies(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table sjukloner.policies (
      kommun_code text not null,
      id uuid not null,
      namnd_id text not null references hub.namnder,
      valid_from date not null,
      valid_to date check (valid_to >= valid_from),
      content jsonb not null,
      adopted_by text not null,
      adopted_at timestamptz not null,
      replaced_at timestamptz,
      primary key (kommun_code, id)
    );
    create unique index policies_in_force on sjukloner.policies (kommun_code, valid_from) where replaced_at is null;
    grant select, insert, update on sjukloner.policies to hub_app;
    alter table sjukloner.policies enable row level security;
    alter table sjukloner.policies force row level security;
    create policy all_read on sjukloner.policies for select to hub_app using (true);
    create policy own_namnd_writes on sjukloner.policies to hub_app
      using (namnd_id = (select hub.own_namnd())) with check (namnd_id = (select hub.own_namnd()))`);
}
