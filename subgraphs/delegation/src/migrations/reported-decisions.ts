import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Anmälan: decisions that have been reported to the nämnd at a meeting (KL 6
 * kap. 40 §, 7 kap. 8 §), with what its list shows of them. Nothing of the
 * person but the case's number, which is encrypted as it is with the case.
 */
export class ReportedDecisions1795349310000 implements MigrationInterface {
  readonly name = 'ReportedDecisions1795349310000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table delegation.reported_decisions (
        kommun_code text not null,
        decision_id text not null,
        namnd_id text not null references hub.namnder,
        meeting_on date not null,
        paragraph text,
        decided_on date not null,
        kind text not null,
        level text,
        urgent boolean not null,
        reporting text,
        point_number text,
        order_version text,
        reason text,
        case_number_cipher bytea not null,
        reported_at timestamptz not null,
        reported_by_issuer text not null,
        reported_by_subject text not null,
        primary key (kommun_code, decision_id)
      );
      create index on delegation.reported_decisions (kommun_code, namnd_id, decided_on, decision_id);
      alter table delegation.reported_decisions enable row level security;
      alter table delegation.reported_decisions force row level security;
      grant select, insert on delegation.reported_decisions to hub_app;
      create policy own_namnd_reads on delegation.reported_decisions for select to hub_app
        using (namnd_id = (select hub.identity() ->> 'namnd'));
      create policy own_namnd_reports on delegation.reported_decisions for insert to hub_app
        with check (namnd_id = (select hub.identity() ->> 'namnd')
          and reported_by_issuer = (select hub.identity() ->> 'issuer')
          and reported_by_subject = (select hub.identity() ->> 'subject'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table delegation.reported_decisions');
  }
}
