import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schemas, what the hub knows of itself, nämnder with their keys, and the functions that row rules read. */
export class HubFoundation1795348800000 implements MigrationInterface {
  name = 'HubFoundation1795348800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema staging;
      revoke all on schema hub, staging from public;
      grant usage on schema hub to hub_app, hub_ingest;
      grant usage, create on schema staging to hub_ingest;

      create table hub.instance (
        id uuid primary key,
        demo boolean not null,
        created_at timestamptz not null default now()
      );
      create unique index instance_is_one on hub.instance ((true));

      create table hub.namnder (
        id text primary key,
        name text not null,
        seat_kommun_code text not null
      );
      create table hub.namnd_kommuner (
        kommun_code text not null,
        namnd_id text not null references hub.namnder,
        primary key (kommun_code, namnd_id)
      );
      create table hub.namnd_keys (
        namnd_id text primary key references hub.namnder,
        identity_key_wrapped bytea not null,
        data_key_wrapped bytea not null,
        data_key_version int not null check (data_key_version between 1 and 255),
        created_at timestamptz not null default now()
      );
      grant select on hub.instance, hub.namnder, hub.namnd_kommuner, hub.namnd_keys to hub_app, hub_ingest;
      grant insert, update on hub.namnder to hub_ingest;
      grant insert on hub.namnd_kommuner, hub.namnd_keys to hub_ingest;`);
    await contextFunctions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema staging cascade');
    await runner.query(`drop table hub.namnd_keys, hub.namnd_kommuner, hub.namnder, hub.instance;
      drop function hub.granted_kommuner, hub.granted_namnder, hub.granted_areas, hub.granted_handlaggare, hub.grants_for,
        hub.source_namnd, hub.ingest_namnd, hub.identity`);
  }
}

/**
 * What row rules read of the transaction's context. Each is called in a
 * sub-select, so that the context is parsed once per statement; without a
 * context every one of them answers with nothing.
 */
async function contextFunctions(runner: QueryRunner): Promise<void> {
  const setting = (name: string) => `nullif(current_setting('hub.${name}', true), '')`;
  const collected = (name: string, element: string) => `
    create function hub.${name}(task text) returns text[] language sql stable parallel safe
    return coalesce((select array_agg(${element}) from hub.grants_for(task) as entry, ${
      name === 'granted_handlaggare'
        ? `jsonb_array_elements_text(entry -> 'h') as item`
        : `jsonb_array_elements_text(entry -> 'k') as item`
    }), '{}'::text[]);`;
  await runner.query(`
    create function hub.grants_for(task text) returns setof jsonb language sql stable parallel safe
    begin atomic
      select entry from jsonb_array_elements(coalesce(${setting('grants')}, '[]')::jsonb) as entry
       where entry ->> 't' = task;
    end;
    ${collected('granted_kommuner', 'item')}
    ${collected('granted_namnder', `entry ->> 'n'`)}
    ${collected('granted_areas', `(entry ->> 'n') || ' ' || item`)}
    ${collected('granted_handlaggare', 'item')}
    create function hub.source_namnd() returns text language sql stable parallel safe
      return ${setting('source_namnd')};
    create function hub.ingest_namnd() returns text language sql stable parallel safe
      return ${setting('ingest_namnd')};
    create function hub.identity() returns jsonb language sql stable parallel safe
      return ${setting('identity')}::jsonb;`);
  const signatures = [
    'grants_for(text)',
    'granted_kommuner(text)',
    'granted_namnder(text)',
    'granted_areas(text)',
    'granted_handlaggare(text)',
    'source_namnd()',
    'ingest_namnd()',
    'identity()',
  ].map((signature) => `hub.${signature}`);
  await runner.query(`revoke all on function ${signatures.join(', ')} from public`);
  await runner.query(`grant execute on function ${signatures.join(', ')} to hub_app, hub_ingest`);
}
