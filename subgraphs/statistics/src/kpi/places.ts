import type { TableId } from '@kommunhub/schema';
import type { RunSql } from '../released/index.js';

/** A release as key figures need it: how few hide a share, and which kommuner each place holds. */
export interface ReleaseTree {
  readonly threshold: number;
  readonly kommunerUnder: ReadonlyMap<string, readonly string[]>;
}

interface TreeRow {
  readonly table: TableId;
  readonly period: string;
  readonly threshold: number;
  readonly codes: readonly string[];
  readonly parents: readonly (string | null)[];
  readonly levels: readonly string[];
}

/** The trees of the latest releases of the tables by `table period`, in one statement. */
export async function loadTrees(
  run: RunSql,
  tables: readonly TableId[],
  periods: readonly string[],
): Promise<ReadonlyMap<string, ReleaseTree>> {
  const rows = await run<TreeRow>(
    `select release.table_id as "table", release.period, release.threshold, place.codes, place.parents, place.levels
       from (select distinct on (table_id, period) id, table_id, period, threshold from bi.releases
              where table_id = any ($1) and period = any ($2) order by table_id, period, version desc) release
      cross join lateral (select array_agg(code order by ordinal) as codes, array_agg(parent order by ordinal) as parents,
                                 array_agg(level order by ordinal) as levels
                            from bi.places where release_id = release.id) place`,
    [tables, periods],
  );
  return new Map(
    rows.map(({ table, period, threshold, ...tree }) => [
      `${table} ${period}`,
      { threshold, kommunerUnder: kommunerUnder(tree) },
    ]),
  );
}

function kommunerUnder({ codes, parents, levels }: Pick<TreeRow, 'codes' | 'parents' | 'levels'>) {
  const parentOf = new Map(codes.map((code, place) => [code, parents[place] ?? null]));
  const under = new Map<string, string[]>();
  for (const [place, code] of codes.entries()) {
    if (levels[place] !== 'KOMMUN') continue;
    for (let at: string | null = code; at !== null; at = parentOf.get(at) ?? null)
      under.set(at, [...(under.get(at) ?? []), code]);
  }
  return under;
}
