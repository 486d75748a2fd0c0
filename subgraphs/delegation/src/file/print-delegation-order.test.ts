import { decisionKindCodes, decisionLevels, reportings } from '@kommunhub/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderFiles, readOrder } from '../../../../test/delegation/five-orders.js';
import { parseDelegationOrders } from './parse-delegation-orders.js';
import { printDelegationOrder } from './print-delegation-order.js';
import { printOrderDocument } from './print-order-document.js';

const words = fc.constantFrom('Chef', 'a;b', 'säger "ja"', 'rad\nny rad', '<script>', 'Åsa & Öst');
const perhaps = (text: fc.Arbitrary<string>) => fc.option(text, { nil: null });
const point = fc.record({
  number: fc.constantFrom('1', '4.2.1', 'A;1'),
  kinds: fc.uniqueArray(fc.constantFrom(...decisionKindCodes), { maxLength: 3 }),
  kindText: words,
  lagrum: fc.uniqueArray(fc.constantFrom('LSS 9 § 2', 'LSS 1, 7 §§'), { maxLength: 2 }),
  level: fc.constantFrom(...decisionLevels),
  delegate: perhaps(words),
  deputy: perhaps(words),
  externalKommunCode: fc.constantFrom(null, '2080'),
  conditions: fc.constantFrom(
    [],
    [{ type: 'BELOPP_MAX' as const, value: '5000.5' }],
    [
      { type: 'SAMRAD_MED' as const, value: 'jurist; chef' },
      { type: 'EGEN_REGI' as const, value: null },
    ],
  ),
  subDelegation: fc.boolean(),
  reporting: fc.constantFrom(...reportings),
  note: perhaps(words),
});
const order = fc.record({
  ...{ kommunCode: fc.constant('2082'), namnd: fc.constantFrom('2082-LSS', 'Nämnd; östra'), version: words },
  ...{ adoptedOn: fc.constant('2025-01-01'), validFrom: fc.constant('2025-02-01') },
  validTo: fc.constantFrom(null, '2026-12-31'),
  points: fc
    .array(point, { minLength: 1, maxLength: 4 })
    .map((points) => points.map((one, at) => ({ ...one, ordinal: at + 1 }))),
});

describe('an order as CSV', () => {
  it('reads back as what was printed, whatever it says', () => {
    fc.assert(
      fc.property(order, (printed) => {
        const { orders, faults } = parseDelegationOrders(printDelegationOrder(printed));
        expect(faults).toEqual([]);
        expect(orders).toEqual([{ ...printed, row: 2 }]);
      }),
    );
  });

  it.each(orderFiles)('gives the file %s again, byte for byte', async (name) => {
    const text = await readOrder(name);
    const [read] = parseDelegationOrders(text).orders;
    expect(printDelegationOrder(read!)).toBe(text);
  });
});

describe('an order as a document', () => {
  it('says everything of every point, as text and never as markup', async () => {
    const [read] = parseDelegationOrders(await readOrder('leksand')).orders;
    const [first] = read!.points;
    const html = printOrderDocument(
      { ...read!, points: [...read!.points, { ...first!, note: '<script>alert(1)</script>' }] },
      'Socialnämnden',
    );
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;');
    expect(html).toMatch(/^<!doctype html>\n<html lang="sv">/u);
    for (const words of [
      'Delegationsordning för Socialnämnden, Leksand',
      '2024:2',
      'Ingen gemensam ärendetyp',
      'Får ges bara till förvaltningschef',
      'Högsta ålder: 21 år',
    ]) {
      expect(html).toContain(words);
    }
    expect(html.match(/<th scope="col">/gu)).toHaveLength(9);
    expect(html.match(/<th scope="row">/gu)).toHaveLength(read!.points.length + 1);
    expect(html).not.toMatch(/https?:|src=|href=/u);
  });
});
