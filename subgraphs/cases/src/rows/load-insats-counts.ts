import type { CalendarDate, Insatskod } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

export interface InsatsCountRow {
  readonly kommunCode: string;
  readonly insatsCode: Insatskod | 'OKAND';
  readonly countedOn: string;
  readonly handlaggareId: string | null;
  readonly count: number;
}

/** The latest count of each source on or before the day, for each kommun and day asked for, in one statement. */
export function loadInsatsCounts(
  session: Session,
  keys: readonly { readonly code: string; readonly on: CalendarDate }[],
): Promise<(InsatsCountRow & { readonly on: CalendarDate })[]> {
  return session.query(
    `select found.kommun_code as "kommunCode", found.insats as "insatsCode", found.counted_on as "countedOn",
            found.handlaggare_id as "handlaggareId", found.count, wanted.day as "on"
       from unnest($1::text[], $2::date[]) as wanted (kommun_code, day)
       join cases.insats_counts found on found.kommun_code = wanted.kommun_code
        and found.counted_on = (
          select max(latest.counted_on) from cases.insats_counts latest
           where latest.kommun_code = found.kommun_code and latest.source_id = found.source_id
             and latest.counted_on <= wanted.day)
      order by found.insats, found.handlaggare_id nulls first, found.id`,
    [keys.map(({ code }) => code), keys.map(({ on }) => on)],
  );
}
