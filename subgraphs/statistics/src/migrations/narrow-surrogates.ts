import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What leads from a fact to an id is for who steers the nämnd: the October
 * report and figures by handläggare. Others who may have the nämnd's counts
 * have no use for it.
 */
export class NarrowSurrogates1795349456000 implements MigrationInterface {
  readonly name = 'NarrowSurrogates1795349456000';

  async up(runner: QueryRunner): Promise<void> {
    await this.readBy(runner, 'steered_namnd');
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.readBy(runner, 'aggregate_namnd');
  }

  private async readBy(runner: QueryRunner, whose: string): Promise<void> {
    await runner.query(
      `alter policy app_reads on statistics.surrogates using (namnd_id = (select hub.${whose}()))`,
    );
  }
}
