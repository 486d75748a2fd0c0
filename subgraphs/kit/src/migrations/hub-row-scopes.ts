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
      drop function hub.scope_areas, hub.marked_areas, hub.reached_kommuner, hub.in_sample, hub.sample_period,
        hub.sample_threshold, hub.granted_uppdrag, hub.steered_namnd;
      create function hub.grants_for(task text) returns setof jsonb language sql stable parallel safe
        begin atomic select null::jsonb where false; end`);
  }
}

/**
 * What row rules read of the caller's grants. The session has worked the lists
 * out and passes each as a setting of its own, so that a rule is planned and
 * read as what it is: an array. A setting that is not there is an empty list.
 */
async function scopeFunctions(runner: QueryRunner): Promise<void> {
  const list = (name: string) =>
    `coalesce(nullif(current_setting('hub.' || ${name}, true), ''), '{}')::text[]`;
  const text = (name: string) => `nullif(current_setting('hub.${name}', true), '')`;
  const functions: Readonly<Record<string, readonly [returns: string, body: string]>> = {
    'granted_kommuner(task text)': ['text[]', list(`'kommuner_' || lower(task)`)],
    'granted_namnder(task text)': ['text[]', list(`'namnder_' || lower(task)`)],
    'granted_areas(task text)': ['text[]', list(`'areas_' || lower(task)`)],
    'granted_handlaggare(task text)': ['text[]', list(`'handlaggare_' || lower(task)`)],
    // Nämnd and kommun of the grants for the task that have the scope.
    'scope_areas(scope text, task text)': ['text[]', list(`'areas_' || lower(task) || '_' || lower(scope)`)],
    // The same for scopes under which cases are marked one by one.
    'marked_areas()': ['text[]', list(`'marked_areas'`)],
    // Every kommun that any grant reaches: what lets an index of a table be used.
    'reached_kommuner()': ['text[]', list(`'reached_kommuner'`)],
    'granted_uppdrag()': ['text[]', list(`'uppdrag'`)],
    'sample_period()': ['text', text('sample_period')],
    'sample_threshold()': ['int', `${text('sample_threshold')}::int`],
    'steered_namnd()': ['text', text('steered_namnd')],
  };
  for (const [signature, [returns, body]] of Object.entries(functions)) {
    await runner.query(
      `create or replace function hub.${signature} returns ${returns} language sql stable parallel safe return ${body}`,
    );
  }
  await runner.query(`
    drop function hub.grants_for(text);
    -- The first sixteen bits of a hash that nobody chooses, against the share drawn, in 65,536ths.
    create function hub.in_sample(id text, period text, threshold int) returns boolean
      language sql immutable parallel safe
    return coalesce(('x' || encode(substr(sha256(convert_to(period || ' ' || id, 'UTF8')), 1, 2), 'hex'))::bit(16)::int
      < threshold, false)`);
  const signatures = [...Object.keys(functions).map(typesOnly), 'in_sample(text, text, int)'].map(
    (signature) => `hub.${signature}`,
  );
  await runner.query(`revoke all on function ${signatures.join(', ')} from public`);
  await runner.query(`grant execute on function ${signatures.join(', ')} to hub_app, hub_ingest`);
}

const typesOnly = (signature: string) => signature.replaceAll(/\w+ text/g, 'text');

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
