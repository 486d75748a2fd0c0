import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which derivation a nämnd's facts were made, and by which counting its monthly cells. */
export class FactShapes1795349457000 implements MigrationInterface {
  readonly name = 'FactShapes1795349457000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table statistics.refreshes add derived_as text, add counted_as text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table statistics.refreshes drop derived_as, drop counted_as');
  }
}
