import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets who works for a nämnd see which of its handläggare are employed in
 * another kommun, by the uppdrag given: their mandate rests on an agreement.
 * The rows open only to a reading that says so, so that no list of uppdrag
 * grows by them.
 */
export class MandateOfDecisions1795349300000 implements MigrationInterface {
  readonly name = 'MandateOfDecisions1795349300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create policy mandate_reads on hub.uppdrag for select to hub_app using (
        (select current_setting('hub.reads_employers', true)) = 'on'
        and (home_namnd_id = any ((select hub.granted_namnder('LSS_HANDLAGGNING'))::text[])
          or home_namnd_id = any ((select hub.granted_namnder('SJUKLON'))::text[])))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy mandate_reads on hub.uppdrag');
  }
}
