import type { MigrationInterface, QueryRunner } from 'typeorm';

const histories = [
  'persons',
  'cases',
  'investigations',
  'decisions',
  'executions',
  'interruptions',
  'follow_ups',
  'handlaggare',
  'insats_counts',
  'kommun_facts',
]
  .map((table) => `cases.${table}_history`)
  .join(', ');

/**
 * Facts are made anew from what was known at each moment, by the login that
 * keeps them: it reads the histories of the nämnd of its transaction. The login
 * of the lifecycle counts months anew after a gallring.
 */
export class ReadHistories1795349454000 implements MigrationInterface {
  readonly name = 'ReadHistories1795349454000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant select on ${histories} to hub_ingest;
      grant insert on statistics.rollups to hub_lifecycle`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke select on ${histories} from hub_ingest;
      revoke insert on statistics.rollups from hub_lifecycle`);
  }
}
