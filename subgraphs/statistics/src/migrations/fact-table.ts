import type { QueryRunner } from 'typeorm';

/** The tables of facts. */
export const factTables = [
  'insats_facts',
  'decision_facts',
  'waiting_facts',
  'case_facts',
  'staff_facts',
  'staffing_facts',
  'follow_up_facts',
  'count_facts',
  'claim_facts',
] as const;

export type FactTable = (typeof factTables)[number];

/**
 * Creates a table of facts in two times with its row rules: `known_to` is
 * infinity while a row is what is known. Reading current rows of a nämnd, or
 * those that were known at some instant, goes through an index each.
 */
export async function createFactTable(
  runner: QueryRunner,
  table: FactTable,
  columns: readonly string[],
): Promise<void> {
  const name = `statistics.${table}`;
  await runner.query(`
    create table ${name} (
      kommun_code text not null,
      namnd_id text not null,
      fact_id bigint generated always as identity,
      known_from timestamptz not null,
      known_to timestamptz not null default 'infinity' check (known_to > known_from),
      ${columns.join(',\n      ')},
      primary key (kommun_code, fact_id)
    );
    create index ${table}_current on ${name} (kommun_code, namnd_id) where known_to = 'infinity';
    create index ${table}_earlier on ${name} (kommun_code, namnd_id, known_to) where known_to < 'infinity';
    grant select on ${name} to hub_app;
    grant select, insert, update, delete on ${name} to hub_ingest`);
  if (columns.some((column) => column.startsWith('person_key'))) {
    await runner.query(`create index ${table}_by_person on ${name} (kommun_code, person_key)`);
  }
  await readableFacts(runner, table);
}

/** Row rules of facts: the caller's own nämnd, for roles that may have its counts; written for the nämnd of a run. */
export async function readableFacts(runner: QueryRunner, table: string): Promise<void> {
  const name = `statistics.${table}`;
  await runner.query(`
    alter table ${name} enable row level security;
    alter table ${name} force row level security;
    create policy app_reads on ${name} for select to hub_app
      using (namnd_id = (select hub.aggregate_namnd()));
    create policy ingest_writes on ${name} to hub_ingest
      using (namnd_id = (select hub.ingest_namnd())) with check (namnd_id = (select hub.ingest_namnd()))`);
}
