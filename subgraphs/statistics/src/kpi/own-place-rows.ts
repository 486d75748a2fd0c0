import type { Session } from '@kommunhub/subgraph-kit';

/** The caller's own nämnd as key figures need it. */
export interface OwnNamndRow {
  readonly id: string;
  readonly name: string;
  readonly kommunCodes: readonly string[];
  /** When its facts were last brought up to date; null when it has delivered nothing. */
  readonly refreshedAt: string | null;
}

/** The nämnd with its kommuner; undefined when the hub does not know it. */
export async function loadOwnNamnd(session: Session, namndId: string): Promise<OwnNamndRow | undefined> {
  const [row] = await session.query<OwnNamndRow>(
    `select namnd.id, namnd.name, refresh.refreshed_at as "refreshedAt",
            array(select kommun_code from hub.namnd_kommuner served where served.namnd_id = namnd.id
                   order by kommun_code) as "kommunCodes"
       from hub.namnder namnd left join statistics.refreshes refresh on refresh.namnd_id = namnd.id
      where namnd.id = $1`,
    [namndId],
  );
  return row;
}
