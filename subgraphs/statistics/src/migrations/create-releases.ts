import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['releases', 'release_nodes', 'release_coverage', 'release_leaves', 'released_cells'].map(
  (table) => `statistics.${table}`,
);

/**
 * Releases: tables of figures about many kommuner, computed and protected
 * once and never changed. A correction is a new version beside the earlier.
 *
 * Built by the login hub_statistics alone, which may add and not change. They tell of nobody and belong to no nämnd: what a nämnd's figures were part
 * of stays when it leaves.
 */
export class CreateReleases1795349470000 implements MigrationInterface {
  readonly name = 'CreateReleases1795349470000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table statistics.releases (
        id uuid primary key,
        -- Releases are made one after the other, so that what is stored up to a number never grows.
        sequence bigint generated always as identity unique,
        table_id text not null,
        period text not null,
        version int not null check (version >= 1),
        released_at timestamptz not null,
        made_at timestamptz not null default now(),
        reason text check ((version = 1) = (reason is null)),
        threshold int not null check (threshold between 4 and 10),
        complete boolean not null,
        row_count int not null,
        input_hash bytea not null,
        unique (table_id, period, version)
      );
      create table statistics.release_nodes (
        release_id uuid not null references statistics.releases,
        code text not null,
        parent text,
        level text not null,
        name text not null,
        complete boolean not null,
        ordinal int not null,
        primary key (release_id, code)
      );
      create table statistics.release_coverage (
        release_id uuid not null references statistics.releases,
        kommun_code text not null,
        state text,
        as_of timestamptz,
        is_included boolean not null,
        primary key (release_id, kommun_code)
      );
      -- By which the builder knows that a kommun's figures are others than before; nobody else reads it.
      create table statistics.release_leaves (
        release_id uuid not null references statistics.releases,
        kommun_code text not null,
        figures_hash bytea not null,
        primary key (release_id, kommun_code)
      );
      create table statistics.released_cells (
        release_id uuid not null references statistics.releases,
        ordinal int not null,
        node text not null,
        stratum text not null,
        margin text not null,
        value text not null,
        m1 numeric,
        m2 numeric,
        m3 numeric,
        m4 numeric,
        suppressed boolean not null,
        primary key (release_id, ordinal),
        unique (release_id, node, stratum, margin, value),
        foreign key (release_id, node) references statistics.release_nodes,
        constraint what_is_suppressed_is_not_stored
          check (not suppressed or (m1 is null and m2 is null and m3 is null and m4 is null))
      )`);
    await runner.query(`grant select, insert on ${tables.join(', ')} to hub_statistics`);
    await closeAfterwards(runner);
    await views(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop schema bi cascade;
      drop table ${tables.toReversed().join(', ')};
      drop function statistics.refuse_late_rows`);
  }
}

/** A release gets its rows in the transaction that makes it and none later. */
async function closeAfterwards(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create function statistics.refuse_late_rows() returns trigger language plpgsql as $$
    begin
      if exists (select from added join statistics.releases release on release.id = added.release_id
                  where release.made_at <> now()) then
        raise exception 'a release never changes' using errcode = 'integrity_constraint_violation';
      end if;
      return null;
    end $$`);
  for (const table of tables.slice(1)) {
    await runner.query(`
      create trigger no_late_rows after insert on ${table}
        referencing new table as added for each statement execute function statistics.refuse_late_rows()`);
  }
}

/** What everybody who reads releases reads, whichever login it works as. */
async function views(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create schema bi;
    revoke all on schema bi from public;
    create view bi.releases as
      select id, sequence, table_id, period, version, released_at, reason, threshold, complete, row_count
        from statistics.releases;
    create view bi.places as select release_id, code, parent, level, name, complete, ordinal from statistics.release_nodes;
    create view bi.coverage as
      select release_id, kommun_code, state, as_of, is_included from statistics.release_coverage;
    create view bi.cells as
      select release_id, ordinal, node, stratum, margin, value, m1, m2, m3, m4, suppressed
        from statistics.released_cells;
    grant usage on schema bi to hub_app, hub_bi;
    grant select on all tables in schema bi to hub_app, hub_bi`);
}
