import type { MigrationInterface, QueryRunner } from 'typeorm';
import { visibleCase, visibleDecision, visibleHandlaggare, visiblePerson } from './scope-rules.js';

const rules: Readonly<Record<string, string>> = {
  cases: visibleCase,
  persons: visiblePerson,
  decisions: visibleDecision,
  handlaggare: visibleHandlaggare,
};

const indexes = [
  // The list of who sees all of a nämnd.
  'cases.cases (kommun_code, namnd_id, opened_on, id)',
  `cases.decisions (kommun_code, case_id) where level in ('ORDFORANDE', 'ORDFORANDE_BRADSKANDE', 'UTSKOTT', 'NAMND')`,
];

/**
 * Row rules by the scope of the caller's grants (`domain.md` 6.4).
 *
 * A rule of cases cannot read decisions, whose own rule reads cases. The view
 * `put_before` reads them as the owner instead, who by its own rule sees only
 * decisions of nämnd, utskott and ordförande where the caller may.
 * Rows that a sjuklön claim points at have a rule of the part that keeps claims.
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
    await runner.query(`
      create function cases.is_marked(area text, kommun text, id text) returns boolean
        language plpgsql stable parallel safe as $$
      begin
        if area = any (hub.scope_areas('SAMPLE', 'LSS_HANDLAGGNING')) then
          return hub.in_sample(id, hub.sample_period(), hub.sample_threshold());
        end if;
        return area = any (hub.scope_areas('PUT_BEFORE', 'LSS_HANDLAGGNING')) and exists (
          select from cases.put_before as marked
           where marked.kommun_code = kommun and marked.case_id = id);
      end $$;
      revoke all on function cases.is_marked(text, text, text) from public;
      grant execute on function cases.is_marked(text, text, text) to hub_app, hub_ingest`);
    for (const [table, rule] of Object.entries(rules)) {
      await runner.query(`alter policy app_reads on cases.${table} using (${rule})`);
    }
    for (const index of indexes) await runner.query(`create index on ${index}`);
  }

  /** Leaves rules and indexes: what they name goes with the schema. */
  async down(): Promise<void> {}
}
