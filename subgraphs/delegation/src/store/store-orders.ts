import { createHash } from 'node:crypto';
import type { DelegationOrderRecord } from '@kommunhub/schema';
import { canonicalJson } from '@kommunhub/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { DelegationOrderEntity, DelegationPointEntity } from '../entities/index.js';

/** What became of an order that was handed in. */
export type OrderFate = 'INSERTED' | 'UPDATED' | 'UNCHANGED';

export interface StoredOrder {
  readonly id: string;
  readonly order: DelegationOrderRecord;
  readonly fate: OrderFate;
}

/** The id of a version of a nämnd's order; public like the order itself, and the same wherever it is imported. */
export function orderId({ kommunCode, namndId, version }: DelegationOrderRecord): string {
  const digest = createHash('sha256').update(`${namndId}\0${version}`).digest('hex');
  return `${kommunCode}-${digest.slice(0, 32)}`;
}

/** Tells what storing the order would do. */
export async function fateOf(manager: EntityManager, order: DelegationOrderRecord): Promise<OrderFate> {
  const key = { kommunCode: order.kommunCode, id: orderId(order) };
  const known = await manager.findOneBy(DelegationOrderEntity, key);
  if (known === null) return 'INSERTED';
  return known.contentHash.equals(contentHash(order)) ? 'UNCHANGED' : 'UPDATED';
}

/**
 * Stores an order within the manager's transaction; the same content again
 * changes nothing. The same version with other content replaces its points:
 * kinds are often mapped after the first import.
 */
export async function storeOrder(
  manager: EntityManager,
  order: DelegationOrderRecord,
  now: Date,
): Promise<StoredOrder> {
  const id = orderId(order);
  const fate = await fateOf(manager, order);
  if (fate === 'UNCHANGED') return { id, order, fate };
  const { kommunCode, namndId, version, adoptedOn, validFrom, validTo, points } = order;
  const row = { kommunCode, id, namndId, version, adoptedOn, validFrom, validTo };
  await manager.upsert(DelegationOrderEntity, { ...row, importedAt: now, contentHash: contentHash(order) }, [
    'kommunCode',
    'id',
  ]);
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

function contentHash(order: DelegationOrderRecord): Buffer {
  return createHash('sha256').update(canonicalJson(order)).digest();
}
