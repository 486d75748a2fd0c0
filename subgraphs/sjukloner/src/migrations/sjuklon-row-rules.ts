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
    // The rules of cases ask these one by one, of callers who handle claims alone.
    const ofClaim = (name: string, parameters: string, condition: string) => `
      create or replace function cases.${name}(${parameters}) returns boolean
        language plpgsql stable parallel safe as $$
      begin
        return exists (select from sjukloner.claim_links link
          where link.kommun_code = kommun and (${condition}));
      end $$;`;
    await runner.query(
      ofClaim(
        'has_claim',
        'kommun text, person text, number_hash bytea',
        'link.person_id = person or link.personnummer_hash = number_hash',
      ) + ofClaim('is_of_claim', 'kommun text, of_case text', 'link.case_id = of_case'),
    );
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
      create function sjukloner.is_decided_here(kommun text, of_case text, first_day date, last_day date)
        returns boolean language plpgsql stable parallel safe as $$
      begin
        return exists (
          select from sjukloner.claim_links link
            join cases.cases handled on handled.kommun_code = link.kommun_code
             and handled.person_id = link.person_id
           where link.kommun_code = kommun and handled.id = of_case and link.decision_id is not null
             and link.first_sick_day = first_day and link.last_sick_day = last_day);
      end $$;
      revoke all on function sjukloner.is_decided_here(text, text, date, date) from public;
      grant execute on function sjukloner.is_decided_here(text, text, date, date) to hub_app;
      create policy shown_once on cases.decisions as restrictive for select to hub_app using (
        decisions.subtype is distinct from 'SJUKVIKARIE' or decisions.source_id = 'kommunhub'
        or not sjukloner.is_decided_here(
          decisions.kommun_code, decisions.case_id, decisions.valid_from, decisions.valid_to))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['claims', 'claim_events']) {
      await runner.query(`drop policy own_cases_read on sjukloner.${table}`);
    }
    await runner.query(`
      drop policy shown_once on cases.decisions;
      drop function sjukloner.is_decided_here;
      drop policy sjuklon_writes on cases.decisions;
      revoke insert on cases.decisions from hub_app`);
  }
}
