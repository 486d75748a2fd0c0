import { ageInSeconds, type RunFigures, sourceState } from '@kommunhub/operations';
import { coversTask, type RecordKind } from '@kommunhub/schema';
import type { HubKnowledgePort, RunSql } from '@kommunhub/statistics';

interface SourceRow {
  readonly namndId: string;
  readonly kommunCodes: readonly string[];
  readonly kinds: readonly RecordKind[];
  readonly intervalHours: number;
  readonly asOf: string | null;
  /** Newest first. */
  readonly runs: readonly RunFigures[];
}

interface AgreementRow {
  readonly homeKommunCode: string;
  readonly performingKommunCode: string;
  readonly kinds: readonly string[];
}

/**
 * What the builder of releases is told of the hub: sources and their states,
 * shared nämnder, agreements and områden, all of it public. It is read as
 * hub_app, so that the builder needs no right to it.
 */
export function hubKnowledge(asApp: RunSql, clock: () => Date): HubKnowledgePort {
  return {
    async on(day) {
      const sources = await asApp<SourceRow>(sourcesSql, []);
      const agreements = await asApp<AgreementRow>(agreementsSql, [day]);
      const shared = await asApp<{ readonly codes: readonly string[] }>(sharedSql, []);
      const omraden = await asApp<{ readonly code: string; readonly omrade: string }>(omradenSql, []);
      const ofLss = agreements.filter(({ kinds }) => coversTask(kinds, 'LSS_HANDLAGGNING'));
      const now = clock();
      return {
        sources: sources.map(({ runs, intervalHours, asOf, ...source }) => ({
          ...{ ...source, asOf },
          state: sourceState(runs, ageInSeconds(asOf, now), intervalHours),
        })),
        sharedNamnder: shared.map(({ codes }) => codes),
        agreements,
        participating: new Set(
          ofLss.flatMap(({ homeKommunCode, performingKommunCode }) => [homeKommunCode, performingKommunCode]),
        ),
        omraden: new Map(omraden.map(({ code, omrade }) => [code, omrade])),
      };
    },
  };
}

/** The deliveries that tell a source's state: the latest four, and the latest that was not a failure. */
const sourcesSql = `
  select source.namnd_id as "namndId", source.kommun_codes as "kommunCodes", source.kinds,
         source.interval_hours as "intervalHours", source.as_of as "asOf", coalesce(latest.runs, '[]') as runs
    from hub.sources source
   cross join lateral (
     select json_agg(json_build_object('state', state, 'rowsRead', rows_read, 'rowsQuarantined', rows_quarantined)
                     order by started_at desc) as runs
       from ((select * from hub.runs run where run.source_id = source.id and not run.replay
               order by run.started_at desc limit 4)
             union
             (select * from hub.runs run where run.source_id = source.id and not run.replay
                and run.state in ('DONE', 'HELD') order by run.started_at desc limit 1)) run) latest
   order by source.id`;

const agreementsSql = `
  select home_kommun_code as "homeKommunCode", performing_kommun_code as "performingKommunCode", kinds
    from hub.agreements where valid_from <= $1::date and (valid_to is null or valid_to >= $1::date)
   order by 1, 2, valid_from`;

const sharedSql = `
  select array_agg(kommun_code order by kommun_code) as codes from hub.namnd_kommuner
   group by namnd_id having count(*) > 1 order by namnd_id`;

const omradenSql = `
  select distinct on (kommun_code) kommun_code as code, omrade from cases.kommun_facts
   where omrade is not null order by kommun_code, known_from desc, id`;
