import type { QuarantineReason } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

export interface QuarantineRow {
  readonly id: string;
  /** The row that the fault is of; null for faults of an earlier version. */
  readonly rowId: string | null;
  readonly runId: string;
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number;
  readonly column: string | null;
  readonly reason: QuarantineReason;
  readonly remedy: string;
}

/** Faults of a source in the order of its delivery, after one of them; the row's cells are not among them. */
export function listQuarantine(
  session: Session,
  sourceId: string,
  settled: boolean,
  after: string | null,
  limit: number,
): Promise<QuarantineRow[]> {
  return session.query<QuarantineRow>(
    `select id, row_id as "rowId", run_id as "runId", file, sheet, row_number as "row", column_name as "column", reason, remedy
       from hub.quarantine where source_id = $1 and settled = $4::boolean and ($2::text is null or id > $2::text)
      order by id limit $3::int`,
    [sourceId, after, limit, settled],
  );
}

export async function countQuarantine(session: Session, sourceId: string, settled: boolean): Promise<number> {
  const [row] = await session.query<{ count: number }>(
    'select count(*) from hub.quarantine where source_id = $1 and settled = $2::boolean',
    [sourceId, settled],
  );
  return row!.count;
}

export interface QuarantineGroupRow {
  readonly file: string;
  readonly sheet: string | null;
  readonly column: string | null;
  readonly reason: QuarantineReason;
  readonly remedy: string;
  readonly rows: number;
  readonly firstRow: number;
  /** When the first of the rows was set aside for the first time. */
  readonly since: string | null;
}

/** What is not settled of the same, counted by what is at fault; most frequent first. */
export function groupQuarantine(session: Session, sourceId: string): Promise<QuarantineGroupRow[]> {
  return session.query<QuarantineGroupRow>(
    `select fault.file, fault.sheet, column_name as "column", reason, remedy, count(*) as rows,
            min(fault.row_number) as "firstRow", min(kept_row.first_at) as since
       from hub.quarantine fault left join hub.kept_rows kept_row on kept_row.id = fault.row_id
      where fault.source_id = $1 and not fault.settled
      group by fault.file, fault.sheet, column_name, reason, remedy
      order by count(*) desc, fault.file, fault.sheet, column_name, reason, remedy`,
    [sourceId],
  );
}

/** How a row that was set aside has fared. */
export interface RowHistoryRow {
  readonly id: string;
  readonly firstRunId: string;
  readonly firstAt: string;
  readonly lastRunId: string;
  readonly lastAt: string;
  readonly times: number;
  readonly settledAs: SettledAs | null;
  readonly settledRunId: string | null;
  readonly settledAt: string | null;
}

export type SettledAs = 'REPLAYED' | 'DELIVERED' | 'SUPERSEDED' | 'SKIPPED' | 'GONE';

export function loadRowHistories(session: Session, ids: readonly string[]): Promise<RowHistoryRow[]> {
  return session.query<RowHistoryRow>(
    `select id, first_run_id as "firstRunId", first_at as "firstAt", last_run_id as "lastRunId", last_at as "lastAt",
            times, settled_as as "settledAs", settled_run_id as "settledRunId", settled_at as "settledAt"
       from hub.kept_rows where id = any ($1)`,
    [ids],
  );
}

export interface UnmappedRow {
  readonly table: string;
  readonly column: string;
  /** Null where a column brought too many texts to be codes: they are counted together. */
  readonly valueHash: Buffer | null;
  readonly valueCipher: Buffer | null;
  readonly rows: number;
}

/** No system has more codes of a kind; a column with more holds something else, names perhaps. */
const mostCodes = 300;

/** Codes of a source that its code tables do not know, over all runs that are kept; most frequent first. */
export function listUnmapped(session: Session, sourceId: string): Promise<UnmappedRow[]> {
  return session.query<UnmappedRow>(
    `with code as (
       select table_name, column_name, value_hash, (array_agg(value_cipher))[1] as value_cipher,
              sum(row_count) as rows, count(*) over (partition by table_name, column_name) > $2 as is_text
         from hub.unmapped_codes where source_id = $1
        group by table_name, column_name, value_hash)
     select table_name as "table", column_name as "column", shown.hash as "valueHash",
            shown.cipher as "valueCipher", sum(rows) as rows
       from code cross join lateral (select case when is_text then null else value_hash end as hash,
                                            case when is_text then null else value_cipher end as cipher) shown
      group by table_name, column_name, shown.hash, shown.cipher
      order by sum(rows) desc, table_name, column_name, shown.hash`,
    [sourceId, mostCodes],
  );
}
