import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A claim first points where its sender says, which lets who handles it see the
 * individual, and then at whom was found. Only the last counts, when the
 * transaction ends: what a sender calls somebody gets no surrogate.
 */
export class SettledClaimLinks1795349459000 implements MigrationInterface {
  readonly name = 'SettledClaimLinks1795349459000';

  async up(runner: QueryRunner): Promise<void> {
    await this.keepFact(runner, 'constraint trigger', 'deferrable initially deferred');
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.keepFact(runner, 'trigger', '');
  }

  private async keepFact(runner: QueryRunner, kind: string, when: string): Promise<void> {
    await runner.query(`
      drop trigger keep_fact on sjukloner.claim_links;
      create ${kind} keep_fact after insert or update of person_id on sjukloner.claim_links ${when}
        for each row execute function statistics.claim_was_written('claim_id')`);
  }
}
