import type { Session } from '@kommunhub/subgraph-kit';

export interface NamndRow {
  readonly id: string;
  readonly name: string;
  readonly seatKommunCode: string;
}

const columns = `namnd.id, namnd.name, namnd.seat_kommun_code as "seatKommunCode"`;

export function loadNamnder(session: Session, ids: readonly string[]): Promise<NamndRow[]> {
  return session.query(`select ${columns} from hub.namnder namnd where namnd.id = any ($1)`, [ids]);
}

/** The nämnder that serve the kommuner; a gemensam nämnd comes once for each of them. */
export function loadNamnderOfKommuner(
  session: Session,
  kommunCodes: readonly string[],
): Promise<(NamndRow & { readonly kommunCode: string })[]> {
  return session.query(
    `select ${columns}, serves.kommun_code as "kommunCode"
       from hub.namnd_kommuner serves join hub.namnder namnd on namnd.id = serves.namnd_id
      where serves.kommun_code = any ($1)
      order by namnd.id`,
    [kommunCodes],
  );
}
