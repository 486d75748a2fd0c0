import type { CalendarDate } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

/** An order with what a list shows of it, so that fifteen orders need no points. */
export interface OrderRow {
  readonly id: string;
  readonly kommunCode: string;
  readonly namndId: string;
  readonly namndName: string;
  readonly version: string;
  readonly adoptedOn: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly importedAt: string;
  readonly revision: number;
  readonly pointCount: number;
  readonly unmappedCount: number;
}

const columns = `listed.id, listed.kommun_code as "kommunCode", listed.namnd_id as "namndId",
  namnd.name as "namndName", listed.version, listed.adopted_on as "adoptedOn", listed.valid_from as "validFrom",
  listed.valid_to as "validTo", listed.imported_at as "importedAt", listed.revision,
  counted.all_points as "pointCount", counted.unmapped as "unmappedCount"`;

const joined = `join hub.namnder namnd on namnd.id = listed.namnd_id
  cross join lateral (
    select count(*) as all_points, count(*) filter (where kinds = '{}') as unmapped
      from delegation.points point
     where point.kommun_code = listed.kommun_code and point.order_id = listed.id) counted`;

/** Orders of the nämnder that serve the kommuner (null: of all), all versions or those in force on a day. */
export function listOrders(
  session: Session,
  kommunCodes: readonly string[] | null,
  on: CalendarDate | null,
): Promise<OrderRow[]> {
  return session.query<OrderRow>(
    `select ${columns} from delegation.orders listed ${joined}
      where ($1::text[] is null or exists (select from hub.namnd_kommuner serves
              where serves.namnd_id = listed.namnd_id and serves.kommun_code = any ($1::text[])))
        and ($2::date is null or (listed.valid_from <= $2::date
              and (listed.valid_to is null or listed.valid_to >= $2::date)))
      order by listed.kommun_code, listed.namnd_id, listed.adopted_on desc, listed.valid_from desc, listed.id`,
    [kommunCodes, on],
  );
}

export function loadOrders(session: Session, ids: readonly string[]): Promise<OrderRow[]> {
  return session.query<OrderRow>(
    `select ${columns} from delegation.orders listed ${joined} where listed.id = any ($1::text[])`,
    [ids],
  );
}

export interface KommunAndDay {
  readonly code: string;
  readonly on: CalendarDate;
}

/** The order in force in each kommun on its day: of several versions the one adopted last rules. */
export function loadOrdersInForce(
  session: Session,
  keys: readonly KommunAndDay[],
): Promise<(OrderRow & { readonly forKommun: string; readonly forDay: string })[]> {
  return session.query(
    `select ${columns}, wanted.kommun_code as "forKommun", wanted.day as "forDay"
       from unnest($1::text[], $2::date[]) as wanted (kommun_code, day)
      cross join lateral (
        select in_force.* from hub.namnd_kommuner serves
          join delegation.orders in_force on in_force.namnd_id = serves.namnd_id
         where serves.kommun_code = wanted.kommun_code and in_force.valid_from <= wanted.day
           and (in_force.valid_to is null or in_force.valid_to >= wanted.day)
         order by in_force.adopted_on desc, in_force.valid_from desc, in_force.version collate "C" desc
         limit 1) listed ${joined}`,
    [keys.map(({ code }) => code), keys.map(({ on }) => on)],
  );
}

/** Kommuner that each nämnd serves. */
export function loadKommunerOfNamnder(
  session: Session,
  namndIds: readonly string[],
): Promise<{ readonly namndId: string; readonly kommunCode: string }[]> {
  return session.query(
    `select namnd_id as "namndId", kommun_code as "kommunCode" from hub.namnd_kommuner
      where namnd_id = any ($1) order by kommun_code`,
    [namndIds],
  );
}
