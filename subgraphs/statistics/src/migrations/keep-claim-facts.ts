import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns of a claim that its fact tells; what is sealed, as when keys are renewed, changes no fact. */
const told = [
  'status',
  'application_date',
  'first_sick_day',
  'last_sick_day',
  'requested',
  'outcome',
  'granted',
  'decided_on',
  'paid_on',
  'recovered',
].join(', ');

/** What the owner's functions read and write, under row rules that bind the owner too. */
const ownerWorks: Readonly<Record<string, string>> = {
  'sjukloner.claims': 'for select',
  'sjukloner.claim_links': 'for select',
  'statistics.surrogates': 'for all',
  'statistics.claim_facts': 'for all',
};

/**
 * Keeps a fact of every claim, as claims are written: they are handled in the
 * hub and come with no delivery. Those from before get theirs now.
 */
export class KeepClaimFacts1795349455000 implements MigrationInterface {
  readonly name = 'KeepClaimFacts1795349455000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, what] of Object.entries(ownerWorks)) {
      await runner.query(`create policy keeps_claim_facts on ${table} ${what} to current_user using (true)`);
    }
    await functions(runner);
    await runner.query(`
      create trigger keep_fact after insert or update of ${told} on sjukloner.claims
        for each row execute function statistics.claim_was_written('id');
      create trigger keep_fact after insert or update of person_id on sjukloner.claim_links
        for each row execute function statistics.claim_was_written('claim_id')`);
    await runner.query(
      'select statistics.keep_claim(kommun_code, id) from sjukloner.claims order by received_at',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger keep_fact on sjukloner.claim_links;
      drop trigger keep_fact on sjukloner.claims;
      drop function statistics.claim_was_written, statistics.keep_claims_of_namnd, statistics.keep_claim`);
    for (const table of Object.keys(ownerWorks)) {
      await runner.query(`drop policy keeps_claim_facts on ${table}`);
    }
  }
}

async function functions(runner: QueryRunner): Promise<void> {
  const facts = [
    'person_key, application_date, decided_on, outcome, requested, granted',
    'paid_on, recovered, sick_days, status',
  ].join(', ');
  await runner.query(`
    create function statistics.keep_claim(kommun text, claim text) returns void
      language plpgsql security definer set search_path = '' as $$
    declare
      known statistics.claim_facts;
      made statistics.claim_facts;
      individual text;
    begin
      select link.person_id into individual from sjukloner.claim_links link
       where link.kommun_code = kommun and link.claim_id = claim;
      insert into statistics.surrogates (kommun_code, namnd_id, kind, id)
        select kommun, written.namnd_id, 'claim', claim from sjukloner.claims written
         where written.kommun_code = kommun and written.id = claim
           and not exists (select from statistics.surrogates own
                            where own.kommun_code = kommun and own.kind = 'claim' and own.id = claim)
        on conflict do nothing;
      insert into statistics.surrogates (kommun_code, namnd_id, kind, id)
        select left(individual, 4), written.namnd_id, 'person', individual from sjukloner.claims written
         where written.kommun_code = kommun and written.id = claim and individual is not null
           and not exists (select from statistics.surrogates own
                            where own.kommun_code = left(individual, 4) and own.kind = 'person' and own.id = individual)
        on conflict do nothing;
      select written.kommun_code, written.namnd_id, null, now(), 'infinity', own.key, person.key,
             written.application_date, written.decided_on, written.outcome, written.requested, written.granted,
             written.paid_on, written.recovered, written.last_sick_day - written.first_sick_day + 1, written.status
        into made
        from sjukloner.claims written
        join statistics.surrogates own
          on own.kommun_code = kommun and own.kind = 'claim' and own.id = claim
        left join statistics.surrogates person
          on person.kommun_code = left(individual, 4) and person.kind = 'person' and person.id = individual
       where written.kommun_code = kommun and written.id = claim;
      -- The link may be written before its claim is.
      if made.key is null then return; end if;
      select fact.* into known from statistics.claim_facts fact
       where fact.kommun_code = kommun and fact.key = made.key and fact.known_to = 'infinity';
      if found then
        made.fact_id := known.fact_id;
        made.known_from := known.known_from;
        if made is not distinct from known then return; end if;
        if known.known_from < now() then
          update statistics.claim_facts set known_to = now()
           where kommun_code = kommun and fact_id = known.fact_id;
        else
          delete from statistics.claim_facts where kommun_code = kommun and fact_id = known.fact_id;
        end if;
      end if;
      insert into statistics.claim_facts (kommun_code, namnd_id, known_from, key, ${facts})
      values (made.kommun_code, made.namnd_id, now(), made.key, ${facts
        .split(', ')
        .map((column) => `made.${column}`)
        .join(', ')});
    end $$;

    create function statistics.claim_was_written() returns trigger
      language plpgsql security definer set search_path = '' as $$
    begin
      perform statistics.keep_claim(new.kommun_code, to_jsonb(new) ->> tg_argv[0]);
      return null;
    end $$;

    -- A rebuild goes through the claims of the nämnd of its transaction.
    create function statistics.keep_claims_of_namnd() returns void
      language sql security definer set search_path = ''
    begin atomic
      select statistics.keep_claim(kommun_code, id) from sjukloner.claims
       where namnd_id = hub.ingest_namnd() order by received_at;
    end;

    create index claim_facts_by_key on statistics.claim_facts (kommun_code, key) where known_to = 'infinity';
    revoke all on function statistics.keep_claim, statistics.claim_was_written, statistics.keep_claims_of_namnd from public;
    grant execute on function statistics.keep_claims_of_namnd to hub_ingest`);
}
