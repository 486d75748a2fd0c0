import { kommunCodeOfId, type Session } from '@kommunhub/subgraph-kit';
import type { OrderAct } from '../store/store-orders.js';

/** One change of an order, with what it said before. */
export interface HistoryRow {
  readonly orderId: string;
  readonly namndId: string;
  readonly revision: number;
  readonly act: OrderAct;
  readonly changedAt: string;
  readonly subject: string;
  readonly before: string;
}

/** Changes of the orders, the latest first. */
export function loadHistory(session: Session, orderIds: readonly string[]): Promise<HistoryRow[]> {
  return session.query(
    `select changed.order_id as "orderId", changed.namnd_id as "namndId", changed.revision, changed.act,
            changed.changed_at as "changedAt", changed.changed_by_subject as subject, changed.before
       from unnest($1::text[], $2::text[]) as wanted (kommun_code, id)
       join delegation.order_history changed
         on changed.kommun_code = wanted.kommun_code and changed.order_id = wanted.id
      order by changed.order_id, changed.revision desc`,
    [orderIds.map(kommunCodeOfId), orderIds],
  );
}
