import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Scopes of grants for the row rules; samples and break-glass; and the rights
 * with which the chef of the home nämnd gives and revokes uppdrag.
 */
export class HubRowScopes1795349200000 implements MigrationInterface {
  name = 'HubRowScopes1795349200000';

  async up(runner: QueryRunner): Promise<void> {
    await scopeFunctions(runner);
    await samples(runner);
    await breakGlass(runner);
    await uppdragRights(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop policy steering_reads on hub.uppdrag;
      drop policy granted_reads on hub.uppdrag;
      drop policy steering_grants on hub.uppdrag;
      drop policy steering_revokes on hub.uppdrag;
      alter table hub.uppdrag drop column revoked_by, drop column note;
      revoke insert, update on hub.uppdrag from hub_app;
      drop table hub.break_glass, hub.samples;
      drop function hub.scope_areas, hub.marked_areas, hub.reached_kommuner, hub.in_sample, hub.sample_period, hub.sample_threshold,
        hub.granted_uppdrag, hub.steered_namnd`);
  }
}

async function scopeFunctions(runner: QueryRunner): Promise<void> {
  const entries = `jsonb_array_elements(coalesce(nullif(current_setting('hub.grants', true), ''), '[]')::jsonb) as entry`;
  await runner.query(`
    -- Nämnd and kommun of the grants for the task that have the scope.
    create function hub.scope_areas(scope text, task text) returns text[] language sql stable parallel safe
    return coalesce((select array_agg((entry ->> 'n') || ' ' || item)
      from hub.grants_for(task) as entry, jsonb_array_elements_text(entry -> 'k') as item
     where coalesce(entry ->> 's', 'OWN_CASES') = scope), '{}'::text[]);
    -- The same for scopes under which cases are marked one by one.
    create function hub.marked_areas() returns text[] language sql stable parallel safe
    return coalesce((select array_agg((entry ->> 'n') || ' ' || item)
      from ${entries}, jsonb_array_elements_text(entry -> 'k') as item
     where entry ->> 's' in ('SAMPLE', 'PUT_BEFORE', 'CLAIMS')), '{}'::text[]);
    -- Every kommun that any grant reaches: what lets an index of a table be used.
    create function hub.reached_kommuner() returns text[] language sql stable parallel safe
    return coalesce((select array_agg(distinct item)
      from ${entries}, jsonb_array_elements_text(entry -> 'k') as item), '{}'::text[]);
    create function hub.granted_uppdrag() returns text[] language sql stable parallel safe
    return coalesce((select array_agg(entry ->> 'u') from ${entries} where entry ->> 'u' is not null), '{}'::text[]);
    create function hub.sample_period() returns text language sql stable parallel safe
    return (select entry ->> 'p' from ${entries} where entry ->> 's' = 'SAMPLE' limit 1);
    create function hub.sample_threshold() returns int language sql stable parallel safe
    return (select (entry ->> 'l')::int from ${entries} where entry ->> 's' = 'SAMPLE' limit 1);
    -- The first sixteen bits of a hash that nobody chooses, against the share drawn, in 65,536ths.
    create function hub.in_sample(id text, period text, threshold int) returns boolean
      language sql immutable parallel safe
    return coalesce(('x' || encode(substr(sha256(convert_to(period || ' ' || id, 'UTF8')), 1, 2), 'hex'))::bit(16)::int
      < threshold, false);
    create function hub.steered_namnd() returns text language sql stable parallel safe
    return nullif(current_setting('hub.steered_namnd', true), '')`);
  const signatures = [
    'scope_areas(text, text)',
    'marked_areas()',
    'reached_kommuner()',
    'granted_uppdrag()',
    'sample_period()',
    'sample_threshold()',
    'in_sample(text, text, int)',
    'steered_namnd()',
  ].map((signature) => `hub.${signature}`);
  await runner.query(`revoke all on function ${signatures.join(', ')} from public`);
  await runner.query(`grant execute on function ${signatures.join(', ')} to hub_app, hub_ingest`);
}

/** A month's sample of a nämnd: drawn once, and the same however often it is asked for. */
async function samples(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table hub.samples (
      namnd_id text not null references hub.namnder,
      period text not null check (period ~ '^\\d{4}-\\d\\d$'),
      threshold int not null check (threshold between 1 and 65536),
      drawn_at timestamptz not null,
      drawn_by_issuer text not null,
      drawn_by_subject text not null,
      primary key (namnd_id, period)
    );
    alter table hub.samples enable row level security;
    alter table hub.samples force row level security;
    create policy own_namnd_reads on hub.samples for select to hub_app
      using (namnd_id = (select hub.identity() ->> 'namnd'));
    create policy own_namnd_draws on hub.samples for insert to hub_app
      with check (namnd_id = (select hub.identity() ->> 'namnd')
        and drawn_by_issuer = (select hub.identity() ->> 'issuer')
        and drawn_by_subject = (select hub.identity() ->> 'subject'));
    grant select, insert on hub.samples to hub_app`);
}

async function breakGlass(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table hub.break_glass (
      id uuid primary key,
      namnd_id text not null references hub.namnder,
      kommun_code text not null,
      issuer text not null,
      subject text not null,
      role text not null,
      reason_cipher bytea not null,
      opened_at timestamptz not null,
      expires_at timestamptz not null check (expires_at > opened_at),
      reviewed_at timestamptz,
      reviewed_by text
    );
    create index on hub.break_glass (namnd_id, opened_at desc, id);
    create index on hub.break_glass (subject, issuer, expires_at);
    alter table hub.break_glass enable row level security;
    alter table hub.break_glass force row level security;
    create policy opener_reads on hub.break_glass for select to hub_app
      using (issuer = (select hub.identity() ->> 'issuer') and subject = (select hub.identity() ->> 'subject'));
    create policy chef_reads on hub.break_glass for select to hub_app
      using (namnd_id = (select hub.steered_namnd()));
    create policy opener_opens on hub.break_glass for insert to hub_app
      with check (namnd_id = (select hub.identity() ->> 'namnd')
        and issuer = (select hub.identity() ->> 'issuer') and subject = (select hub.identity() ->> 'subject'));
    -- Nobody reviews what they opened themselves.
    create policy chef_reviews on hub.break_glass for update to hub_app
      using (namnd_id = (select hub.steered_namnd())
        and (issuer, subject) is distinct from
            ((select hub.identity() ->> 'issuer'), (select hub.identity() ->> 'subject')));
    grant select, insert on hub.break_glass to hub_app;
    grant update (reviewed_at, reviewed_by) on hub.break_glass to hub_app`);
}

async function uppdragRights(runner: QueryRunner): Promise<void> {
  await runner.query(`
    alter table hub.uppdrag add column revoked_by text, add column note text;
    create policy steering_reads on hub.uppdrag for select to hub_app
      using (home_namnd_id = (select hub.steered_namnd()));
    create policy granted_reads on hub.uppdrag for select to hub_app
      using (id::text = any ((select hub.granted_uppdrag())::text[]));
    create policy steering_grants on hub.uppdrag for insert to hub_app
      with check (home_namnd_id = (select hub.steered_namnd()));
    create policy steering_revokes on hub.uppdrag for update to hub_app
      using (home_namnd_id = (select hub.steered_namnd()));
    grant insert on hub.uppdrag to hub_app;
    grant update (revoked_at, revoked_by) on hub.uppdrag to hub_app`);
}
