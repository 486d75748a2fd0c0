import type { Release, TableId } from '@kommunhub/schema';

/** Runs one statement; any login that may read the schema `bi` will do. */
export type RunSql = <Row>(sql: string, parameters: readonly unknown[]) => Promise<readonly Row[]>;

/** A release with its place in the order in which releases were made. */
export interface ReleaseRow extends Release {
  readonly sequence: number;
  readonly rowCount: number;
  readonly day: string;
}

const columns = `id, sequence, table_id as "table", period, version, released_at as "releasedAt", reason, threshold,
  complete, row_count as "rowCount", to_char(released_at at time zone 'Europe/Stockholm', 'YYYY-MM-DD') as day`;
/** A year ends with its fourth quarter, which is not released. */
const lastQuarter = `(case when length(period) = 4 then period || 'Q4' else period end)`;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Every release of the table, or of all; the latest period first, and of each period the latest version. */
export function listReleases(run: RunSql, table: TableId | null): Promise<readonly ReleaseRow[]> {
  return run<ReleaseRow>(
    `select ${columns} from bi.releases where $1::text is null or table_id = $1
      order by table_id collate "C", ${lastQuarter} collate "C" desc, version desc`,
    [table],
  );
}

export interface WantedReleases {
  readonly table: TableId;
  /** One release by its id. */
  readonly release: string | undefined;
  /** Nothing that was made after this one; null for all. */
  readonly upTo: number | null;
}

/** The releases that a question is about, in the order of their periods: one, or the latest version of each. */
export async function releasesInForce(
  run: RunSql,
  { table, release, upTo }: WantedReleases,
): Promise<readonly ReleaseRow[]> {
  if (release !== undefined) {
    if (!uuid.test(release)) return [];
    return run<ReleaseRow>(`select ${columns} from bi.releases where id = $1 and table_id = $2`, [
      release.toLowerCase(),
      table,
    ]);
  }
  return run<ReleaseRow>(
    `select distinct on (period collate "C") ${columns} from bi.releases
      where table_id = $1 and ($2::bigint is null or sequence <= $2)
      order by period collate "C", version desc`,
    [table, upTo],
  );
}
