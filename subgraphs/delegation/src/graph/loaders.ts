import {
  batchLoader,
  manyForEach,
  oneForEach,
  type Session,
  type SubgraphContext,
} from '@kommunhub/subgraph-kit';
import DataLoader from 'dataloader';
import { loadAgreementsOfHome } from '../rows/agreement-rows.js';
import { loadAuthorities, loadPoints, loadPointsOfKinds, type OrderAndKind } from '../rows/authority-rows.js';
import { loadExternalStaff } from '../rows/external-staff-rows.js';
import { loadHistory } from '../rows/history-rows.js';
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
    pointsOfOrder: batchLoader(async (orderIds: readonly string[]) =>
      manyForEach(orderIds, await loadPoints(session, orderIds), (point) => point.orderId),
    ),
    pointsOfKind: new DataLoader(
      async (keys: readonly OrderAndKind[]) => {
        const rows = await loadPointsOfKinds(session, keys);
        return manyForEach(keys.map(nameOfOrderAndKind), rows, ({ orderId, forKind }) =>
          nameOfOrderAndKind({ orderId, kind: forKind }),
        );
      },
      { cacheKeyFn: nameOfOrderAndKind },
    ),
    historyOfOrder: batchLoader(async (orderIds: readonly string[]) =>
      manyForEach(orderIds, await loadHistory(session, orderIds), (row) => row.orderId),
    ),
    authoritiesOfKommun: batchLoader(async (codes: readonly string[]) =>
      manyForEach(codes, await loadAuthorities(session, codes), (row) => row.forKommun),
    ),
    externalStaffOfNamnd: batchLoader(async (namndIds: readonly string[]) => {
      const staff = await loadExternalStaff(session, namndIds);
      return namndIds.map((id) => staff.get(id) ?? []);
    }),
    agreementsOfHome: batchLoader(async (codes: readonly string[]) =>
      manyForEach(codes, await loadAgreementsOfHome(session, codes), (row) => row.homeKommunCode),
    ),
    kommunCodesOfNamnd: batchLoader(async (namndIds: readonly string[]) => {
      const rows = await loadKommunerOfNamnder(session, namndIds);
      return manyForEach(namndIds, rows, (row) => row.namndId).map((served) =>
        served.map(({ kommunCode }) => kommunCode),
      );
    }),
  };
}

const nameOfOrderAndKind = ({ orderId, kind }: OrderAndKind): string => `${orderId} ${kind}`;
const nameOfKey = ({ code, on }: KommunAndDay): string => `${code} ${on}`;
