import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createFactTable, type FactTable, factTables, readableFacts } from './fact-table.js';

/** Who stands behind a row: a surrogate and what tables are divided by, never an id, name or number. */
const person = ['person_key bigint not null', 'sex text not null', 'birth_year smallint', 'personkrets text'];

const columnsOf: Readonly<Record<FactTable, readonly string[]>> = {
  insats_facts: [
    'decision_key bigint not null',
    ...person,
    'insats text not null',
    'subtype text',
    'from_on date not null',
    'to_on date',
    'is_external boolean not null',
    'executing_kommun_code text',
  ],
  decision_facts: [
    'key bigint not null',
    'case_key bigint not null',
    ...person,
    'insats text not null',
    'subtype text',
    'outcome text not null',
    'decided_on date not null',
    'valid_from date',
    'valid_to date',
    'category text',
    'applied_on date',
    'opened_on date',
    'days_from_applied int',
    'days_from_opened int',
  ],
  waiting_facts: [
    'decision_key bigint not null',
    ...person,
    'insats text not null',
    'decided_on date not null',
    'since_on date not null',
    'until_on date',
    'is_interruption boolean not null',
  ],
  case_facts: [
    'key bigint not null',
    ...person,
    'law text not null',
    'opened_on date not null',
    'closed_on date',
    'staff_key bigint',
  ],
  staff_facts: [
    'key bigint not null',
    'befattning text not null',
    'fte numeric',
    'active_from date',
    'active_to date',
  ],
  staffing_facts: ['fte numeric not null'],
  follow_up_facts: [
    'key bigint not null',
    'decision_key bigint not null',
    ...person,
    'insats text not null',
    'planned_on date not null',
    'done_on date',
    'is_long_term boolean not null',
  ],
  count_facts: ['insats text not null', 'sex text', 'counted_on date not null', 'count int not null'],
  claim_facts: [
    'key bigint not null',
    'person_key bigint',
    'application_date date not null',
    'decided_on date',
    'outcome text',
    'requested numeric(14, 2)',
    'granted numeric(14, 2)',
    'paid_on date',
    'recovered numeric(14, 2)',
    'sick_days int not null',
    'status text not null',
  ],
};

/**
 * Facts: what tables count, derived from the records of each nämnd, without
 * an id, name or number of anybody. A row is current until `known_to`; earlier
 * rows say what was known before. Surrogates stand beside, in a table that
 * builders of releases never read.
 */
export class CreateFacts1795349450000 implements MigrationInterface {
  readonly name = 'CreateFacts1795349450000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema statistics;
      revoke all on schema statistics from public;
      grant usage on schema statistics to hub_app, hub_ingest`);
    await surrogates(runner);
    for (const table of factTables) await createFactTable(runner, table, columnsOf[table]);
    await figures(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema statistics cascade');
  }
}

async function surrogates(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table statistics.surrogates (
      kommun_code text not null,
      namnd_id text not null,
      kind text not null check (kind in ('person', 'case', 'decision', 'staff', 'followUp', 'claim')),
      id text not null,
      key bigint generated always as identity,
      primary key (kommun_code, kind, id)
    );
    create unique index surrogates_by_key on statistics.surrogates (key);
    grant select on statistics.surrogates to hub_app;
    grant select, insert, delete on statistics.surrogates to hub_ingest`);
  await readableFacts(runner, 'surrogates');
}

/** What the facts were refreshed by, and the exact monthly cells made of them. */
async function figures(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table statistics.refreshes (
      namnd_id text primary key,
      run_id uuid,
      refreshed_at timestamptz not null,
      inserted int not null,
      closed int not null,
      -- Since when the facts say what was known.
      kept_since timestamptz not null,
      -- First and last month of which there are cells, whether or not there was something to count.
      rolled_from date not null,
      rolled_to date not null
    );
    create table statistics.rollups (
      kommun_code text not null,
      namnd_id text not null,
      table_id text not null,
      month date not null check (extract(day from month) = 1),
      stratum text not null,
      margin text not null,
      value text not null,
      units int not null,
      persons int not null,
      total numeric,
      second_total numeric,
      known int not null,
      known_persons int not null,
      median numeric,
      primary key (kommun_code, namnd_id, table_id, month, stratum, margin, value)
    );
    grant select on statistics.refreshes, statistics.rollups to hub_app;
    grant select, insert, update, delete on statistics.refreshes, statistics.rollups to hub_ingest`);
  for (const table of ['refreshes', 'rollups']) await readableFacts(runner, table);
}
