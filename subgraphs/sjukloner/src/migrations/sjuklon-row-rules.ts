import { grantedRows } from '@kommunhub/subgraph-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { handledRows } from './handling-rule.js';

/**
 * What who handles sjuklöner sees of cases: the individual and the case that a
 * claim points at, and in that case the decisions on personlig assistans. The
 * decision that the hub itself took may be written, and stands for the one
 * that the kommun's own system later delivers of the same person and period.
 */
export class SjuklonRowRules1795349351000 implements MigrationInterface {
  readonly name = 'SjuklonRowRules1795349351000';

  async up(runner: QueryRunner): Promise<void> {
    const link = (table: string, condition: string) => `exists (
      select from sjukloner.claim_links link where link.kommun_code = ${table}.kommun_code and (${condition}))`;
    const visible = {
      persons: link(
        'persons',
        'link.person_id = persons.id or link.personnummer_hash = persons.personnummer_hash',
      ),
      cases: link('cases', 'link.person_id = cases.person_id'),
      decisions: `decisions.insats = 'LSS_9_2' and ${link('decisions', 'link.case_id = decisions.case_id')}`,
    };
    for (const [table, condition] of Object.entries(visible)) {
      await runner.query(
        `create policy sjuklon_reads on cases.${table} for select to hub_app
           using (${handledRows(table)} and ${condition})`,
      );
    }
    // Who handles a case sees the claims in it, and what was done with them.
    for (const [table, claim] of [
      ['claims', 'id'],
      ['claim_events', 'claim_id'],
    ]) {
      await runner.query(
        `create policy own_cases_read on sjukloner.${table} for select to hub_app using (
           ${grantedRows('SJUKLON', table)} and exists (
             select from sjukloner.claim_links link
               join cases.cases own on own.kommun_code = link.kommun_code and own.id = link.case_id
              where link.kommun_code = ${table}.kommun_code and link.claim_id = ${table}.${claim}))`,
      );
    }
    await runner.query(`
      grant insert on cases.decisions to hub_app;
      create policy sjuklon_writes on cases.decisions for insert to hub_app
        with check (source_id = 'kommunhub' and insats = 'LSS_9_2' and subtype = 'SJUKVIKARIE'
          and ${handledRows('decisions')});
      create policy shown_once on cases.decisions as restrictive for select to hub_app using (
        decisions.subtype is distinct from 'SJUKVIKARIE' or decisions.source_id = 'kommunhub'
        or not exists (
          select from sjukloner.claim_links link
            join cases.cases of_case on of_case.kommun_code = link.kommun_code and of_case.person_id = link.person_id
           where link.kommun_code = decisions.kommun_code and of_case.id = decisions.case_id
             and link.decision_id is not null
             and link.first_sick_day = decisions.valid_from and link.last_sick_day = decisions.valid_to))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['persons', 'cases', 'decisions']) {
      await runner.query(`drop policy sjuklon_reads on cases.${table}`);
    }
    for (const table of ['claims', 'claim_events']) {
      await runner.query(`drop policy own_cases_read on sjukloner.${table}`);
    }
    await runner.query(`
      drop policy shown_once on cases.decisions;
      drop policy sjuklon_writes on cases.decisions;
      revoke insert on cases.decisions from hub_app`);
  }
}
