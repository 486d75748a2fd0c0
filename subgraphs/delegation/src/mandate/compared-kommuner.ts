import {
  BadInputError,
  byPrecedence,
  type ComparedKommun,
  kommunByCode,
  orderInForce,
} from '@kommunhub/schema';
import type { DelegationLoaders } from '../graph/loaders.js';
import type { VersionHead } from '../rows/authority-rows.js';

/** A kommun with the order that rules in it and the order's id. Further nämnder's orders stand beside. */
export interface KommunWithOrder extends ComparedKommun {
  readonly order: (VersionHead & NonNullable<ComparedKommun['order']>) | null;
}

/**
 * The kommuner with the orders in force on the day: of several nämnder's the one adopted last comes first.
 *
 * @throws BadInputError for no code or one that no kommun has.
 */
export async function comparedKommuner(
  loaders: DelegationLoaders,
  codes: readonly string[],
  on: string,
): Promise<readonly KommunWithOrder[]> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) throw new BadInputError('Name at least one kommun.');
  if (wanted.some((code) => kommunByCode(code) === undefined))
    throw new BadInputError('No kommun has one of the codes.');
  return Promise.all(
    wanted.map(async (kommunCode) => {
      const authorities = await loaders.authoritiesOfKommun.load(kommunCode);
      const heads = authorities
        .flatMap(({ orders }) => orderInForce(orders, on)?.order ?? [])
        .toSorted(byPrecedence);
      const [order = null, ...otherOrders] = await Promise.all(
        heads.map(async (head) => ({ ...head, points: await loaders.pointsOfOrder.load(head.id) })),
      );
      return { kommunCode, order, otherOrders };
    }),
  );
}
