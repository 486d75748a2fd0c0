import { randomUUID } from 'node:crypto';
import type { RunSql } from '../released/index.js';
import { completeNodes, type ReleaseContent } from './release-content.js';

const cellsAtATime = 20_000;

export interface StoredAs {
  readonly version: number;
  /** Why there is a new version; null for the first. */
  readonly reason: string | null;
  readonly releasedAt: Date;
}

/** Stores a release in the transaction that the connection is in, and gives its id. */
export async function storeRelease(
  run: RunSql,
  content: ReleaseContent,
  { version, reason, releasedAt }: StoredAs,
): Promise<string> {
  const id = randomUUID();
  const { table, period, threshold, nodes, coverage, cells, figures } = content;
  const complete = completeNodes(content);
  await run(
    `insert into statistics.releases
       (id, table_id, period, version, released_at, reason, threshold, complete, row_count, input_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, table, period, version, releasedAt.toISOString(), reason, threshold],
      ...[nodes.every(({ code }) => complete.has(code)), cells.length, content.inputHash],
    ],
  );
  await run(
    `insert into statistics.release_nodes (release_id, code, parent, level, name, complete, ordinal)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[]) with ordinality`,
    [
      id,
      nodes.map(({ code }) => code),
      nodes.map(({ parent }) => parent),
      nodes.map(({ level }) => level),
      nodes.map(({ name }) => name),
      nodes.map(({ code }) => complete.has(code)),
    ],
  );
  await run(
    `insert into statistics.release_coverage (release_id, kommun_code, state, as_of, is_included)
     select $1, * from unnest($2::text[], $3::text[], $4::timestamptz[], $5::boolean[])`,
    [
      id,
      coverage.map(({ kommunCode }) => kommunCode),
      coverage.map(({ state }) => state),
      coverage.map(({ asOf }) => asOf),
      coverage.map(({ isIncluded }) => isIncluded),
    ],
  );
  await run(
    `insert into statistics.release_leaves (release_id, kommun_code, figures_hash)
     select $1, * from unnest($2::text[], $3::bytea[])`,
    [id, [...figures.keys()], [...figures.values()]],
  );
  for (let from = 0; from < cells.length; from += cellsAtATime) {
    await storeCells(run, id, cells.slice(from, from + cellsAtATime), from);
  }
  return id;
}

async function storeCells(
  run: RunSql,
  id: string,
  cells: ReleaseContent['cells'],
  from: number,
): Promise<void> {
  const figure = (place: number) => cells.map(({ figures }) => figures[place] ?? null);
  await run(
    `insert into statistics.released_cells
       (release_id, node, stratum, margin, value, m1, m2, m3, m4, suppressed, ordinal)
     select $1, node, stratum, margin, value, m1, m2, m3, m4, suppressed, $2::int + place
       from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[], $8::numeric[], $9::numeric[],
                   $10::numeric[], $11::boolean[]) with ordinality
         as cell (node, stratum, margin, value, m1, m2, m3, m4, suppressed, place)`,
    [
      ...[id, from],
      cells.map(({ node }) => node),
      cells.map(({ stratum }) => stratum),
      cells.map(({ margin }) => margin),
      cells.map(({ value }) => value),
      ...[figure(0), figure(1), figure(2), figure(3)],
      cells.map(({ isSuppressed }) => isSuppressed),
    ],
  );
}
