import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a nämnd that has left stands for: no source of it is let in again unawares. */
export class HubDepartures1795349252000 implements MigrationInterface {
  name = 'HubDepartures1795349252000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table hub.departures add column backups_until date;
      grant select on hub.departures to hub_ingest`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke select on hub.departures from hub_ingest;
      alter table hub.departures drop column backups_until`);
  }
}
