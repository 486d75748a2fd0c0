import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who changed a registered order, when and what it said before; and rights for
 * those who may edit the own nämnd's order beside its IT. What the nämnd
 * decides anew is a new version; a change within one is a correction.
 */
export class OrderHistory1795349320000 implements MigrationInterface {
  readonly name = 'OrderHistory1795349320000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table delegation.orders add column revision integer not null default 1;
      create table delegation.order_history (
        kommun_code text not null,
        order_id text not null,
        revision integer not null,
        namnd_id text not null references hub.namnder,
        act text not null check (act in ('IMPORTED', 'EDITED', 'KINDS_ACCEPTED', 'ENDED')),
        changed_at timestamptz not null,
        changed_by_issuer text not null,
        changed_by_subject text not null,
        -- The order as it was before, in the fixed file format.
        before text not null,
        primary key (kommun_code, order_id, revision)
      );
      alter table delegation.order_history enable row level security;
      alter table delegation.order_history force row level security;
      grant select, insert on delegation.order_history to hub_app, hub_ingest;
      create policy all_read on delegation.order_history for select to hub_app, hub_ingest using (true)`);
    const conditions = {
      hub_app: `namnd_id in ((select hub.source_namnd()), (select nullif(current_setting('hub.delegation_namnd', true), '')))`,
      hub_ingest: 'namnd_id = (select hub.ingest_namnd())',
    };
    for (const [login, condition] of Object.entries(conditions)) {
      await runner.query(
        `create policy ${login}_writes on delegation.order_history for insert to ${login} with check (${condition})`,
      );
    }
    const edited = `(select nullif(current_setting('hub.delegation_namnd', true), ''))`;
    await runner.query(`
      create policy editor_writes on delegation.orders to hub_app
        using (namnd_id = ${edited}) with check (namnd_id = ${edited});
      create policy editor_writes on delegation.points to hub_app
        using (exists (select from delegation.orders as owner where owner.kommun_code = points.kommun_code
          and owner.id = points.order_id and owner.namnd_id = ${edited}))
        with check (exists (select from delegation.orders as owner where owner.kommun_code = points.kommun_code
          and owner.id = points.order_id and owner.namnd_id = ${edited}))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop policy editor_writes on delegation.points;
      drop policy editor_writes on delegation.orders;
      drop table delegation.order_history;
      alter table delegation.orders drop column revision`);
  }
}
