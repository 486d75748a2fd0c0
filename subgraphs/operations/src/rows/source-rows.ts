import type { RunState } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

export interface SourceRow {
  readonly id: string;
  readonly system: string;
  readonly namndId: string;
  readonly namndName: string;
  readonly seatKommunCode: string;
  readonly kommunCodes: readonly string[];
  readonly intervalHours: number;
  readonly asOf: string | null;
}

const sourceColumns = `source.id, source.system, source.namnd_id as "namndId", namnd.name as "namndName",
  namnd.seat_kommun_code as "seatKommunCode", source.kommun_codes as "kommunCodes",
  source.interval_hours as "intervalHours", source.as_of as "asOf"
  from hub.sources source join hub.namnder namnd on namnd.id = source.namnd_id`;

/** Sources that deliver any of the kommuner; all when null. */
export function listSources(session: Session, kommunCodes: readonly string[] | null): Promise<SourceRow[]> {
  return session.query<SourceRow>(
    `select ${sourceColumns}
      where $1::text[] is null or source.kommun_codes && $1::text[]
      order by namnd.seat_kommun_code, source.id`,
    [kommunCodes],
  );
}

export function loadSources(session: Session, ids: readonly string[]): Promise<SourceRow[]> {
  return session.query<SourceRow>(`select ${sourceColumns} where source.id = any ($1)`, [ids]);
}

export interface RunRow {
  readonly id: string;
  readonly sourceId: string;
  readonly namndId: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly state: RunState;
  readonly asOf: string | null;
  readonly rowsRead: number;
  readonly rowsUsed: number;
  readonly rowsQuarantined: number;
  readonly rowsSkipped: number;
  readonly skippedByReason: Readonly<Record<string, number>>;
  readonly records: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly removedByRecordKind: Readonly<Record<string, number>>;
  readonly withheldByRecordKind: Readonly<Record<string, number>>;
  readonly acceptsRunId: string | null;
  /** Whether rows that earlier runs kept were mapped again, instead of a delivery read. */
  readonly replay: boolean;
  /** Rows set aside that have been replayed since. */
  readonly rowsSettled: number;
  readonly errorCode: string | null;
  /** What was wrong, with file, row and column; for the nämnd that owns the source. */
  readonly errorText: string | null;
}

const runColumns = `run.id, run.source_id as "sourceId", run.namnd_id as "namndId", run.started_at as "startedAt",
  run.finished_at as "finishedAt", run.state, run.as_of as "asOf", run.rows_read as "rowsRead",
  run.rows_used as "rowsUsed", run.rows_quarantined as "rowsQuarantined", run.rows_skipped as "rowsSkipped",
  run.skipped as "skippedByReason", run.records, run.inserted, run.updated, run.unchanged, run.removed,
  run.removed_by_kind as "removedByRecordKind", run.removals_withheld as "withheldByRecordKind",
  run.accepts_run_id as "acceptsRunId", run.replay, run.rows_settled as "rowsSettled", run.error_code as "errorCode",
  run.error_message as "errorText"`;

export function loadRuns(session: Session, ids: readonly string[]): Promise<RunRow[]> {
  return session.query<RunRow>(`select ${runColumns} from hub.runs run where run.id = any ($1::uuid[])`, [
    ids,
  ]);
}

/**
 * The deliveries of each source that its state is told by, newest first: the latest
 * four (one of them may be under way) and the latest that was not a failure.
 */
export function loadLatestRuns(session: Session, sourceIds: readonly string[]): Promise<RunRow[]> {
  return session.query<RunRow>(
    `select ${runColumns} from unnest($1::text[]) as wanted (source_id)
      cross join lateral (
        (select latest.* from hub.runs latest where latest.source_id = wanted.source_id and not latest.replay
          order by latest.started_at desc limit 4)
        union
        (select delivered.* from hub.runs delivered
          where delivered.source_id = wanted.source_id and not delivered.replay and delivered.state in ('DONE', 'HELD')
          order by delivered.started_at desc limit 1)) run
      order by run.source_id, run.started_at desc`,
    [sourceIds],
  );
}
