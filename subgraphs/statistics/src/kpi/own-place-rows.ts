import type { Session } from '@kommunhub/subgraph-kit';

/** The caller's own nämnd as key figures need it. */
export interface OwnNamndRow {
  readonly id: string;
  readonly name: string;
  readonly kommunCodes: readonly string[];
  /** When what its sources have told was taken out last; null when it has delivered nothing. */
  readonly asOf: string | null;
}

/** The nämnd with its kommuner; undefined when the hub does not know it. */
export async function loadOwnNamnd(session: Session, namndId: string): Promise<OwnNamndRow | undefined> {
  const [row] = await session.query<OwnNamndRow>(
    `select namnd.id, namnd.name, (select max(source.as_of) from hub.sources source where source.namnd_id = namnd.id) as "asOf",
            array(select kommun_code from hub.namnd_kommuner served where served.namnd_id = namnd.id
                   order by kommun_code) as "kommunCodes"
       from hub.namnder namnd where namnd.id = $1`,
    [namndId],
  );
  return row;
}
