import { createHash } from 'node:crypto';
import type { DelegationOrderRecord } from '@kommunhub/schema';
import { canonicalJson, kommunCodeOfId } from '@kommunhub/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { DelegationOrderEntity, DelegationPointEntity } from '../entities/index.js';
import { printDelegationOrder } from '../file/index.js';

/** What became of an order that was handed in. */
export type OrderFate = 'INSERTED' | 'UPDATED' | 'UNCHANGED';

/** What was done to an order that was stored before. */
export const orderActs = ['IMPORTED', 'EDITED', 'KINDS_ACCEPTED', 'ENDED'] as const;
export type OrderAct = (typeof orderActs)[number];

/** Who changes an order, when and by what; kept with what the order said before. */
export interface OrderChange {
  readonly act: OrderAct;
  readonly at: Date;
  readonly issuer: string;
  readonly subject: string;
}

export interface StoredOrder {
  readonly id: string;
  readonly order: DelegationOrderRecord;
  readonly fate: OrderFate;
}

/** The id of a version of a nämnd's order; public like the order itself, and the same wherever it is imported. */
export function orderId({
  kommunCode,
  namndId,
  version,
}: Pick<DelegationOrderRecord, 'kommunCode' | 'namndId' | 'version'>): string {
  const digest = createHash('sha256').update(`${namndId}\0${version}`).digest('hex');
  return `${kommunCode}-${digest.slice(0, 32)}`;
}

/** Tells what storing the order would do. */
export async function fateOf(manager: EntityManager, order: DelegationOrderRecord): Promise<OrderFate> {
  return fateBeside(await findOrder(manager, orderId(order)), order);
}

function fateBeside(known: DelegationOrderEntity | null, order: DelegationOrderRecord): OrderFate {
  if (known === null) return 'INSERTED';
  return known.contentHash.equals(contentHash(order)) ? 'UNCHANGED' : 'UPDATED';
}

/** The order's head; locked until the end of the transaction when it is about to be changed. */
export function findOrder(
  manager: EntityManager,
  id: string,
  lock = false,
): Promise<DelegationOrderEntity | null> {
  const where = { kommunCode: kommunCodeOfId(id), id };
  return manager.findOne(DelegationOrderEntity, {
    where,
    ...(lock && { lock: { mode: 'pessimistic_write' } as const }),
  });
}

/** A stored order as a record, its points in their order. */
export async function readOrder(
  manager: EntityManager,
  { kommunCode, id, namndId, version, adoptedOn, validFrom, validTo }: DelegationOrderEntity,
): Promise<DelegationOrderRecord> {
  const rows = await manager.find(DelegationPointEntity, {
    where: { kommunCode, orderId: id },
    order: { ordinal: 'ASC' },
  });
  const points = rows.map(({ kommunCode: _kommun, orderId: _order, ...point }) => point);
  return { kommunCode, namndId, version, adoptedOn, validFrom, validTo, points };
}

/**
 * Stores an order within the manager's transaction; the same content again
 * changes nothing. The same version with other content replaces its points,
 * and what it said before goes to the history.
 */
export async function storeOrder(
  manager: EntityManager,
  order: DelegationOrderRecord,
  change: OrderChange,
): Promise<StoredOrder> {
  const id = orderId(order);
  const known = await findOrder(manager, id, true);
  const fate = fateBeside(known, order);
  if (fate === 'UNCHANGED') return { id, order, fate };
  if (known !== null) await keepBefore(manager, known, change);
  const { kommunCode, namndId, version, adoptedOn, validFrom, validTo, points } = order;
  const row = { kommunCode, id, namndId, version, adoptedOn, validFrom, validTo };
  const state = {
    importedAt: change.at,
    contentHash: contentHash(order),
    revision: (known?.revision ?? 0) + 1,
  };
  await manager.upsert(DelegationOrderEntity, { ...row, ...state }, ['kommunCode', 'id']);
  await manager.delete(DelegationPointEntity, { kommunCode, orderId: id });
  await manager.insert(
    DelegationPointEntity,
    points.map((point) => ({
      ...point,
      kommunCode,
      orderId: id,
      kinds: [...point.kinds],
      lagrum: [...point.lagrum],
      conditions: [...point.conditions],
    })),
  );
  return { id, order, fate };
}

async function keepBefore(
  manager: EntityManager,
  known: DelegationOrderEntity,
  { act, at, issuer, subject }: OrderChange,
): Promise<void> {
  const before = await readOrder(manager, known);
  await manager.query(
    `insert into delegation.order_history (kommun_code, order_id, revision, namnd_id, act, changed_at,
            changed_by_issuer, changed_by_subject, before)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[known.kommunCode, known.id, known.revision, known.namndId, act, at, issuer, subject],
      printDelegationOrder({ ...before, namnd: before.namndId }),
    ],
  );
}

function contentHash(order: DelegationOrderRecord): Buffer {
  return createHash('sha256').update(canonicalJson(order)).digest();
}
