import type { MigrationInterface, QueryRunner } from 'typeorm';
import { visibleCase, visibleDecision, visibleHandlaggare, visiblePerson } from './scope-rules.js';

const rules: Readonly<Record<string, string>> = {
  cases: visibleCase,
  persons: visiblePerson,
  decisions: visibleDecision,
  handlaggare: visibleHandlaggare,
};

const indexes = [
  // The lists of who sees all of a nämnd.
  'cases.cases (kommun_code, namnd_id, opened_on, id)',
  'cases.decisions (kommun_code, namnd_id, decided_on, id)',
];

const boardLevels = `'ORDFORANDE', 'ORDFORANDE_BRADSKANDE', 'UTSKOTT', 'NAMND'`;

/**
 * Row rules by the scope of the caller's grants (`domain.md` 6.4).
 *
 * A rule of cases cannot read decisions, whose own rule reads cases; so the
 * decisions of nämnd, utskott and ordförande are marked in a table of their own.
 * The functions about claims find none here; the part that keeps claims puts
 * its own in their place.
 */
export class RulesByScope1795349210000 implements MigrationInterface {
  readonly name = 'RulesByScope1795349210000';

  async up(runner: QueryRunner): Promise<void> {
    await putBefore(runner);
    await markings(runner);
    for (const [table, rule] of Object.entries(rules)) {
      await runner.query(`alter policy app_reads on cases.${table} using (${rule})`);
    }
    for (const index of indexes) await runner.query(`create index on ${index}`);
    // A list by day is always a nämnd's.
    await runner.query('drop index cases.decisions_kommun_code_decided_on_id_idx');
  }

  /** Leaves rules and indexes: what they name goes with the schema. */
  async down(): Promise<void> {}
}

/** Which decisions are the nämnd's own, kept by whoever writes decisions; a decision that goes takes its mark along. */
async function putBefore(runner: QueryRunner): Promise<void> {
  const area = `namnd_id || ' ' || kommun_code`;
  await runner.query(`
    create table cases.put_before (
      kommun_code text not null,
      decision_id text not null,
      namnd_id text not null,
      case_id text not null,
      primary key (kommun_code, decision_id),
      foreign key (kommun_code, decision_id) references cases.decisions (kommun_code, id) on delete cascade
    );
    create index on cases.put_before (kommun_code, case_id);
    alter table cases.decisions no force row level security;
    insert into cases.put_before select kommun_code, id, namnd_id, case_id from cases.decisions
      where level in (${boardLevels});
    alter table cases.decisions force row level security;
    alter table cases.put_before enable row level security;
    alter table cases.put_before force row level security;
    create policy app_reads on cases.put_before for select to hub_app
      using (${area} = any ((select hub.scope_areas('PUT_BEFORE', 'LSS_HANDLAGGNING'))::text[]));
    create policy app_marks on cases.put_before for insert to hub_app
      with check (${area} = any ((select hub.granted_areas('SJUKLON'))::text[]));
    create policy ingest_writes on cases.put_before to hub_ingest
      using (namnd_id = (select hub.ingest_namnd())) with check (namnd_id = (select hub.ingest_namnd()));
    grant select, insert on cases.put_before to hub_app;
    grant select, insert, delete on cases.put_before to hub_ingest;

    create function cases.mark_put_before() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' then
        delete from cases.put_before where kommun_code = old.kommun_code and decision_id = old.id;
      end if;
      if new.level in (${boardLevels}) then
        insert into cases.put_before values (new.kommun_code, new.id, new.namnd_id, new.case_id);
      end if;
      return null;
    end $$;
    revoke all on function cases.mark_put_before() from public;
    create trigger mark_put_before after insert on cases.decisions for each row
      when (new.level in (${boardLevels})) execute function cases.mark_put_before();
    create trigger mark_changed after update on cases.decisions for each row
      when (old.level is distinct from new.level or old.case_id is distinct from new.case_id)
      execute function cases.mark_put_before()`);
}

/** What is told of rows one by one, for callers who see marked rows only. */
async function markings(runner: QueryRunner): Promise<void> {
  const signatures = {
    has_claim: 'kommun text, person text, number_hash bytea',
    is_of_claim: 'kommun text, of_case text',
    is_marked: 'area text, kommun text, id text, person text',
  };
  for (const name of ['has_claim', 'is_of_claim'] as const) {
    await runner.query(`
      create function cases.${name}(${signatures[name]}) returns boolean language plpgsql stable parallel safe
      as $$ begin return false; end $$`);
  }
  await runner.query(`
    create function cases.is_marked(${signatures.is_marked}) returns boolean
      language plpgsql stable parallel safe as $$
    begin
      if area = any (hub.scope_areas('SAMPLE', 'LSS_HANDLAGGNING')) then
        return hub.in_sample(id, hub.sample_period(), hub.sample_threshold());
      elsif area = any (hub.scope_areas('PUT_BEFORE', 'LSS_HANDLAGGNING')) then
        return exists (select from cases.put_before as marked
          where marked.kommun_code = kommun and marked.case_id = id);
      end if;
      return area = any (hub.scope_areas('CLAIMS', 'SJUKLON')) and cases.has_claim(kommun, person, null);
    end $$`);
  const functions = Object.entries(signatures).map(([name, parameters]) => {
    const types = parameters.split(', ').map((parameter) => parameter.split(' ')[1]);
    return `cases.${name}(${types.join(', ')})`;
  });
  await runner.query(`revoke all on function ${functions.join(', ')} from public`);
  await runner.query(`grant execute on function ${functions.join(', ')} to hub_app, hub_ingest`);
}
