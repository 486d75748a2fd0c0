import { statisticTableById } from '@kommunhub/schema';
import { expect, it } from 'vitest';
import { placesOfTable } from './cell-places.js';
import { cellKey } from './earlier-releases.js';
import { placeKey } from './protected-pattern.js';
import { releaseCells } from './release-cells.js';
import type { PlacedNode } from './release-content.js';

const table = statisticTableById('sjukloner')!;
const nodes: readonly PlacedNode[] = [
  { code: 'ALLA', parent: null, level: 'ALLA', name: 'Alla' },
  { code: '2080', parent: 'ALLA', level: 'KOMMUN', name: 'Falun' },
  { code: '2081', parent: 'ALLA', level: 'KOMMUN', name: 'Borlänge' },
];
type Claims = Readonly<Record<string, readonly [units: number, sum: string]>>;

/** The sums that a version tells of all claims, by node, beside what the version before it told. */
function sumsOf(now: Claims, before: Claims) {
  const all = nodes.flatMap(({ code, level }) =>
    placesOfTable(table, { level }, false).map((place) => placeKey({ ...place, node: code })),
  );
  const told = Object.entries(before).map(([node, [units, sum]]) => {
    const key = cellKey({ node, stratum: 'TOTALT', margin: 'TOTALT', value: 'TOTALT' });
    return [key, { units, others: [Number(sum), null, null] }] as const;
  });
  const cells = releaseCells({
    ...{ table, nodes, threshold: 5, withRegion: new Set(), having: new Set(nodes.map(({ code }) => code)) },
    told: { counts: new Set(all), times: new Set(all) },
    figures: {
      units: (node) => now[node]![0],
      others: (node) => [now[node]![1], null],
      isDivided: () => true,
    },
    earlier: [new Map(told)],
  });
  const totals = cells.filter(({ margin }) => margin === 'TOTALT');
  return Object.fromEntries(totals.map(({ node, figures }) => [node, figures[1]]));
}

const before: Claims = { ALLA: [30, '3000.00'], 2080: [10, '1000.00'], 2081: [20, '2000.00'] };

it('a version tells the sums again that have not changed', () => {
  expect(sumsOf(before, before)).toEqual({ ALLA: '3000.00', 2080: '1000.00', 2081: '2000.00' });
});

it('a version leaves a sum out of which few are new, and those above it, from which it would follow', () => {
  const now: Claims = { ALLA: [51, '5100.00'], 2080: [11, '1100.00'], 2081: [40, '4000.00'] };
  expect(sumsOf(now, before)).toEqual({ ALLA: null, 2080: null, 2081: '4000.00' });
});

it('a version leaves a sum out that was corrected for as many as before', () => {
  const now: Claims = { ALLA: [30, '3500.00'], 2080: [10, '1500.00'], 2081: [20, '2000.00'] };
  expect(sumsOf(now, before)).toEqual({ ALLA: null, 2080: null, 2081: '2000.00' });
});
