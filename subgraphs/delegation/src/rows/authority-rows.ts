import type { DecisionKind, DelegationPointRecord, OrderHead } from '@kommunhub/schema';
import { kommunCodeOfId, type Session } from '@kommunhub/subgraph-kit';

/** A version of an order, with what decides when it rules. */
export interface VersionHead extends OrderHead {
  readonly id: string;
}

/** A nämnd that serves a kommun, with all versions of its order. */
export interface AuthorityRow {
  readonly forKommun: string;
  readonly namndId: string;
  readonly servedKommunCodes: readonly string[];
  readonly orders: readonly VersionHead[];
}

/** The nämnder of each kommun with every version of their orders, in one statement. */
export function loadAuthorities(session: Session, kommunCodes: readonly string[]): Promise<AuthorityRow[]> {
  return session.query(
    `select serves.kommun_code as "forKommun", serves.namnd_id as "namndId",
            (select array_agg(also.kommun_code order by also.kommun_code)
               from hub.namnd_kommuner also where also.namnd_id = serves.namnd_id) as "servedKommunCodes",
            coalesce((select jsonb_agg(jsonb_build_object('id', version.id, 'version', version.version,
                        'adoptedOn', version.adopted_on, 'validFrom', version.valid_from, 'validTo', version.valid_to))
               from delegation.orders version where version.namnd_id = serves.namnd_id), '[]') as orders
       from hub.namnd_kommuner serves where serves.kommun_code = any ($1::text[])
      order by serves.kommun_code, serves.namnd_id`,
    [kommunCodes],
  );
}

export type PointRow = DelegationPointRecord & { readonly orderId: string };

const pointColumns = `point.order_id as "orderId", point.ordinal, point.number, point.kinds,
  point.kind_text as "kindText", point.lagrum, point.level, point.delegate, point.deputy,
  point.external_kommun_code as "externalKommunCode", point.conditions,
  point.sub_delegation as "subDelegation", point.reporting, point.note`;

/** Points of the orders in the orders' own sequence. */
export function loadPoints(session: Session, orderIds: readonly string[]): Promise<PointRow[]> {
  return session.query(
    `select ${pointColumns}
       from unnest($1::text[], $2::text[]) as wanted (kommun_code, id)
       join delegation.points point on point.kommun_code = wanted.kommun_code and point.order_id = wanted.id
      order by point.kommun_code, point.order_id, point.ordinal`,
    [orderIds.map(kommunCodeOfId), orderIds],
  );
}

export interface OrderAndKind {
  readonly orderId: string;
  readonly kind: DecisionKind;
}

/** The points of each order that speak of the kind beside it. */
export function loadPointsOfKinds(
  session: Session,
  wanted: readonly OrderAndKind[],
): Promise<(PointRow & { readonly forKind: DecisionKind })[]> {
  const ids = wanted.map(({ orderId }) => orderId);
  return session.query(
    `select ${pointColumns}, wanted.kind as "forKind"
       from unnest($1::text[], $2::text[], $3::text[]) as wanted (kommun_code, id, kind)
       join delegation.points point on point.kommun_code = wanted.kommun_code and point.order_id = wanted.id
        and wanted.kind = any (point.kinds)
      order by point.kommun_code, point.order_id, point.ordinal`,
    [ids.map(kommunCodeOfId), ids, wanted.map(({ kind }) => kind)],
  );
}
