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
  `cases.decisions (kommun_code, case_id) where level in ('ORDFORANDE', 'ORDFORANDE_BRADSKANDE', 'UTSKOTT', 'NAMND')`,
];

/**
 * Row rules by the scope of the caller's grants (`domain.md` 6.4).
 *
 * A rule of cases cannot read decisions, whose own rule reads cases. The view
 * `put_before` reads them as the owner instead, who by its own rule sees only
 * decisions of nämnd, utskott and ordförande where the caller may.
 * The functions about claims find none here; the part that keeps claims puts
 * its own in their place.
 */
export class RulesByScope1795349210000 implements MigrationInterface {
  readonly name = 'RulesByScope1795349210000';

  async up(runner: QueryRunner): Promise<void> {
    const putBefore = `decisions.level in ('ORDFORANDE', 'ORDFORANDE_BRADSKANDE', 'UTSKOTT', 'NAMND')
      and decisions.namnd_id || ' ' || decisions.kommun_code
        = any ((select hub.scope_areas('PUT_BEFORE', 'LSS_HANDLAGGNING'))::text[])`;
    await runner.query(`
      grant execute on function hub.scope_areas(text, text) to current_user;
      create policy put_before_reads on cases.decisions for select to current_user using (${putBefore});
      create view cases.put_before with (security_barrier) as
        select kommun_code, namnd_id, case_id from cases.decisions where ${putBefore};
      grant select on cases.put_before to hub_app`);
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
