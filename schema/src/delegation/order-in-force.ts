import { addDays, type CalendarDate, isWithin } from '../scalars/index.js';

/** What decides which of several versions rules. */
export interface OrderHead {
  readonly version: string;
  readonly adoptedOn: CalendarDate;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
}

/** A ruling order with the days around the asked one on which it rules. */
export interface RulingOrder<Order> {
  readonly order: Order;
  readonly rulesFrom: CalendarDate;
  readonly rulesTo: CalendarDate | null;
}

/**
 * The order that rules on the day: of those in force the one adopted last,
 * then the one whose first day is the later, then the one with the greater
 * version. Null when none is in force: an expired order gives no mandate.
 */
export function orderInForce<Order extends OrderHead>(
  orders: readonly Order[],
  on: CalendarDate,
): RulingOrder<Order> | null {
  const [order] = orders
    .filter(({ validFrom, validTo }) => isWithin(on, validFrom, validTo))
    .toSorted(byPrecedence);
  if (order === undefined) return null;
  const above = orders.filter((other) => byPrecedence(other, order) < 0);
  const before = above.map(({ validTo }) => validTo).filter((day) => day !== null && day < on);
  const after = above.map(({ validFrom }) => validFrom).filter((day) => day > on);
  const [latestBefore] = before.toSorted().toReversed();
  const [firstAfter] = after.toSorted();
  return {
    order,
    rulesFrom: latest(order.validFrom, latestBefore ? addDays(latestBefore, 1) : null),
    rulesTo: earliest(order.validTo, firstAfter === undefined ? null : addDays(firstAfter, -1)),
  };
}

/** The order in which versions rule: negative when the first rules over the second. */
export function byPrecedence(a: OrderHead, b: OrderHead): number {
  return (
    descending(a.adoptedOn, b.adoptedOn) ||
    descending(a.validFrom, b.validFrom) ||
    descending(a.version, b.version)
  );
}

/** The earlier of two last days, null being open. */
export function earliest(a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** The later of a first day and another that may be open. */
export function latest(a: CalendarDate, b: CalendarDate | null): CalendarDate {
  return b !== null && b > a ? b : a;
}

function descending(a: string, b: string): number {
  return a === b ? 0 : a < b ? 1 : -1;
}
