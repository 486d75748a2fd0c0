import { describe, expect, it } from 'vitest';
import { type OrderHead, orderInForce } from './order-in-force.js';

const order = (version: string, some: Partial<OrderHead> = {}): OrderHead => ({
  ...{ version, adoptedOn: '2025-01-15', validFrom: '2025-02-01', validTo: '2025-12-31' },
  ...some,
});
const rulesOn = (on: string, ...orders: readonly OrderHead[]) => orderInForce(orders, on)?.order.version;

describe('the order that rules on a day', () => {
  it.each([
    ['2025-01-31', undefined],
    ['2025-02-01', 'A'],
    ['2025-12-31', 'A'],
    ['2026-01-01', undefined],
  ])('holds from its first day to its last: %s', (on, version) => {
    expect(rulesOn(on, order('A'))).toBe(version);
  });

  it('is of two in force the one adopted last, whatever their first days and rows', () => {
    const early = order('A', { adoptedOn: '2025-03-01', validFrom: '2025-02-01' });
    const late = order('B', { adoptedOn: '2025-02-28', validFrom: '2025-06-01' });
    expect([rulesOn('2025-07-01', early, late), rulesOn('2025-07-01', late, early)]).toEqual(['A', 'A']);
  });

  it('of two adopted on one day is the one that began last, then the greater version', () => {
    const began = order('A', { validFrom: '2025-06-01' });
    expect(rulesOn('2025-07-01', order('B'), began)).toBe('A');
    expect(rulesOn('2025-05-31', order('B'), began)).toBe('B');
    expect([
      rulesOn('2025-07-01', order('A'), order('B')),
      rulesOn('2025-07-01', order('B'), order('A')),
    ]).toEqual(['B', 'B']);
  });

  it('rules as long as no other rules over it', () => {
    const always = order('A', { validTo: null });
    const between = order('B', { adoptedOn: '2025-05-20', validFrom: '2025-06-01', validTo: '2025-08-31' });
    const days = (on: string) => {
      const ruling = orderInForce([always, between], on);
      return [ruling?.order.version, ruling?.rulesFrom, ruling?.rulesTo];
    };
    expect(days('2025-05-31')).toEqual(['A', '2025-02-01', '2025-05-31']);
    expect(days('2025-06-01')).toEqual(['B', '2025-06-01', '2025-08-31']);
    expect(days('2025-09-01')).toEqual(['A', '2025-09-01', null]);
  });
});
