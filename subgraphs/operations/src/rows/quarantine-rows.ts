import type { QuarantineReason } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

export interface QuarantineRow {
  readonly id: string;
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
  after: string | null,
  limit: number,
): Promise<QuarantineRow[]> {
  return session.query<QuarantineRow>(
    `select id, run_id as "runId", file, sheet, row_number as "row", column_name as "column", reason, remedy
       from hub.quarantine where source_id = $1 and ($2::text is null or id > $2::text)
      order by id limit $3::int`,
    [sourceId, after, limit],
  );
}

export async function countQuarantine(session: Session, sourceId: string): Promise<number> {
  const [row] = await session.query<{ count: number }>(
    'select count(*) from hub.quarantine where source_id = $1',
    [sourceId],
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
}

/** The same, counted by what is at fault; most frequent first. */
export function groupQuarantine(session: Session, sourceId: string): Promise<QuarantineGroupRow[]> {
  return session.query<QuarantineGroupRow>(
    `select file, sheet, column_name as "column", reason, remedy, count(*) as rows, min(row_number) as "firstRow"
       from hub.quarantine where source_id = $1
      group by file, sheet, column_name, reason, remedy
      order by count(*) desc, file, sheet, column_name, reason, remedy`,
    [sourceId],
  );
}

export interface UnmappedRow {
  readonly table: string;
  readonly column: string;
  readonly valueHash: Buffer;
  readonly valueCipher: Buffer;
  readonly rows: number;
}

/** Codes of a source that its code tables do not know, over all runs that are kept; most frequent first. */
export function listUnmapped(session: Session, sourceId: string): Promise<UnmappedRow[]> {
  return session.query<UnmappedRow>(
    `select table_name as "table", column_name as "column", value_hash as "valueHash",
            (array_agg(value_cipher))[1] as "valueCipher", sum(row_count) as rows
       from hub.unmapped_codes where source_id = $1
      group by table_name, column_name, value_hash
      order by sum(row_count) desc, table_name, column_name, value_hash`,
    [sourceId],
  );
}
