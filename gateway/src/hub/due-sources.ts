import { nextRunAt, type PastRun } from '@kommunhub/operations';
import type { HubDatabase } from '@kommunhub/subgraph-kit';

interface SourceRuns {
  readonly id: string;
  readonly intervalHours: number;
  /** Newest first. */
  readonly runs: readonly PastRun[];
}

/** Which of the sources are to be read by now. */
export async function dueSources(
  database: HubDatabase,
  sourceIds: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  const sources: SourceRuns[] = await database.app.query(
    `select source.id, source.interval_hours as "intervalHours", coalesce(latest.runs, '[]') as runs
       from hub.sources source cross join lateral (
         select json_agg(json_build_object('state', state, 'startedAt', started_at, 'finishedAt', finished_at,
                                           'errorCode', error_code) order by started_at desc) as runs
           from (select * from hub.runs run where run.source_id = source.id and not run.replay
                  order by started_at desc limit 4) run) latest
      where source.id = any ($1) order by source.id`,
    [sourceIds],
  );
  return sources
    .filter(({ runs, intervalHours }) => (nextRunAt(runs, intervalHours)?.getTime() ?? 0) <= now.getTime())
    .map(({ id }) => id);
}
