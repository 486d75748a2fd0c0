import { grantedRows } from '@kommunhub/subgraph-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { handledRows } from './handling-rule.js';

/**
 * Lets who handles the kommun's claims through before their cases are looked
 * at. PostgreSQL takes the parts of an OR in its own order, and looking at a
 * case goes through the rules of cases: for each row, and for nothing where
 * the claim is handled anyway. Nobody sees more or less than before.
 */
export class HandlersFirst1795349380000 implements MigrationInterface {
  readonly name = 'HandlersFirst1795349380000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, ownCase] of ownCases()) {
      await runner.query(
        `alter policy own_cases_read on sjukloner.${table}
           using (case when ${handledRows(table)} then true else ${ownCase} end)`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, ownCase] of ownCases())
      await runner.query(`alter policy own_cases_read on sjukloner.${table} using (${ownCase})`);
  }
}

/** The claims, and what was done with them, in the cases that the caller sees. */
function ownCases(): readonly (readonly [table: string, condition: string])[] {
  const idOf = { claims: 'id', claim_events: 'claim_id' };
  return Object.entries(idOf).map(([table, id]) => [
    table,
    `(${grantedRows('SJUKLON', table)} and exists (
       select from sjukloner.claim_links link
         join cases.cases own on own.kommun_code = link.kommun_code and own.id = link.case_id
        where link.kommun_code = ${table}.kommun_code and link.claim_id = ${table}.${id}))`,
  ]);
}
