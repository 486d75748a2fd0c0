import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Targets that a nämnd sets for itself, from a day on, with who set them and
 * when. Rows are added and never changed: the latest for a day is in force, and
 * one without a value ends the own target.
 */
export class KpiTargets1795349485000 implements MigrationInterface {
  readonly name = 'KpiTargets1795349485000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table statistics.kpi_targets (
        namnd_id text not null references hub.namnder,
        sequence bigint generated always as identity,
        kpi text not null,
        valid_from date not null,
        value numeric(8, 2) check (value >= 0),
        set_at timestamptz not null,
        set_issuer text not null,
        set_subject text not null,
        primary key (namnd_id, sequence)
      );
      create index kpi_targets_in_force on statistics.kpi_targets (namnd_id, kpi, valid_from desc, sequence desc);
      alter table statistics.kpi_targets enable row level security;
      alter table statistics.kpi_targets force row level security;
      create policy own_namnd_reads on statistics.kpi_targets for select to hub_app
        using (namnd_id = (select hub.aggregate_namnd()));
      create policy own_namnd_sets on statistics.kpi_targets for insert to hub_app
        with check (namnd_id = (select hub.steered_namnd()));
      grant select, insert on statistics.kpi_targets to hub_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table statistics.kpi_targets');
  }
}
