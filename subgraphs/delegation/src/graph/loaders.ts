import {
  batchLoader,
  manyForEach,
  oneForEach,
  type Session,
  type SubgraphContext,
} from '@kommunhub/subgraph-kit';
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { DelegationPointEntity } from '../entities/index.js';
import {
  type KommunAndDay,
  loadKommunerOfNamnder,
  loadOrders,
  loadOrdersInForce,
} from '../rows/order-rows.js';

export type DelegationLoaders = ReturnType<typeof createLoaders>;
export type DelegationContext = SubgraphContext<DelegationLoaders>;

/** One loader per edge of the graph, made for each fetch: each level of a query costs one statement. */
export function createLoaders({ session }: { readonly session: Session }) {
  return {
    orderById: batchLoader(async (ids: readonly string[]) =>
      oneForEach(ids, await loadOrders(session, ids), (row) => row.id),
    ),
    orderInForce: new DataLoader(
      async (keys: readonly KommunAndDay[]) => {
        const rows = await loadOrdersInForce(session, keys);
        return oneForEach(keys.map(nameOfKey), rows, (row) =>
          nameOfKey({ code: row.forKommun, on: row.forDay }),
        );
      },
      { cacheKeyFn: nameOfKey },
    ),
    pointsOfOrder: batchLoader(async (orderIds: readonly string[]) => {
      const manager = await session.manager();
      const points = await manager.find(DelegationPointEntity, {
        where: { orderId: In([...orderIds]) },
        order: { kommunCode: 'ASC', orderId: 'ASC', ordinal: 'ASC' },
      });
      return manyForEach(orderIds, points, (point) => point.orderId);
    }),
    kommunCodesOfNamnd: batchLoader(async (namndIds: readonly string[]) => {
      const rows = await loadKommunerOfNamnder(session, namndIds);
      return manyForEach(namndIds, rows, (row) => row.namndId).map((served) =>
        served.map(({ kommunCode }) => kommunCode),
      );
    }),
  };
}

const nameOfKey = ({ code, on }: KommunAndDay): string => `${code} ${on}`;
