import { createModelSchema } from '@kommunhub/subgraph-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Delegation orders and their points. They are public documents that all may
 * read; a nämnd's own IT writes its own through the app login, and the loading
 * of files the same through the ingest login.
 */
export class CreateDelegation1795348820000 implements MigrationInterface {
  readonly name = 'CreateDelegation1795348820000';

  async up(runner: QueryRunner): Promise<void> {
    await createModelSchema(runner, 'delegation');
    await runner.query(`
      create table delegation.orders (
        kommun_code text not null,
        id text not null,
        namnd_id text not null references hub.namnder,
        version text not null,
        adopted_on date not null,
        valid_from date not null,
        valid_to date,
        imported_at timestamptz not null,
        content_hash bytea not null,
        primary key (kommun_code, id),
        unique (namnd_id, version)
      );
      create table delegation.points (
        kommun_code text not null,
        order_id text not null,
        ordinal integer not null,
        number text not null,
        kinds text[] not null,
        kind_text text,
        lagrum text[] not null,
        level text not null,
        delegate text,
        deputy text,
        external_kommun_code text,
        conditions jsonb not null,
        sub_delegation boolean not null,
        reporting text not null,
        note text,
        primary key (kommun_code, order_id, ordinal),
        foreign key (kommun_code, order_id) references delegation.orders
      )`);
    const writers = { hub_app: 'hub.source_namnd()', hub_ingest: 'hub.ingest_namnd()' };
    for (const [table, ofNamnd] of [
      ['delegation.orders', (namnd: string) => `namnd_id = (select ${namnd})`],
      ['delegation.points', (namnd: string) => ordersOf(namnd)],
    ] as const) {
      await runner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        grant select, insert, update, delete on ${table} to hub_app, hub_ingest;
        create policy all_read on ${table} for select to hub_app, hub_ingest using (true)`);
      for (const [login, namnd] of Object.entries(writers)) {
        const condition = ofNamnd(namnd);
        await runner.query(
          `create policy ${login}_writes on ${table} to ${login} using (${condition}) with check (${condition})`,
        );
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema delegation cascade');
  }
}

function ordersOf(namnd: string): string {
  return `exists (select from delegation.orders as owner
    where owner.kommun_code = points.kommun_code and owner.id = points.order_id
      and owner.namnd_id = (select ${namnd}))`;
}
