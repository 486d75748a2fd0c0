import { protect, publishedCells } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { attack, attackTellings } from './attack.js';
import {
  asFirstDelivered,
  coalitions,
  decisionMargins,
  decisionsIn,
  insatserOn,
  inventCounty,
  personerOn,
  personMargins,
} from './county.js';
import { releaseAll, releaseTwice, rollingYears, tellingsOfFlow, threshold } from './county-releases.js';

const october = { 2025: 7, 2026: 11 };

describe.each([1, 2])('an invented county, number %i', (seed) => {
  const county = inventCounty(seed);

  it('gives away nothing of insatser in two years, by quarter and by year', async () => {
    for (const year of [2025, 2026] as const) {
      const quarters = [october[year] - 3, october[year] - 2, october[year] - 1];
      const releases = releaseAll(
        [...quarters, october[year]].map((on) => ({
          cells: insatserOn(county, on),
          ...{ from: on, to: on, isYear: on === october[year] },
        })),
        personMargins,
      );
      for (const released of releases) expect((await attack(released)).recovered).toEqual([]);
    }
  });

  it.each([2025, 2026] as const)('gives away nothing of insatser in %i by a correction', async (year) => {
    const periodOf = (from: typeof county) => ({ cells: insatserOn(from, october[year]), isYear: true });
    const released = releaseTwice(periodOf(asFirstDelivered(county)), periodOf(county), personMargins);
    expect((await attack(released)).recovered).toEqual([]);
  });

  it('gives away nothing of individuals and their insatser together', async () => {
    const on = october[2026];
    const day = { from: on, to: on, isYear: true };
    const [insatser] = releaseAll([{ ...day, cells: insatserOn(county, on) }], personMargins);
    const [alone] = releaseAll([{ ...day, cells: personerOn(county, on) }], personMargins);
    const companion = { margins: personMargins, cells: insatser!.cells, published: insatser!.published };
    const personer = {
      ...alone!,
      companion,
      levels: ['KOMMUN', 'OMRADE', 'LAN', 'SAMVERKAN', 'ALLA'],
      sticky: [],
    };
    const released = { ...personer, published: publishedCells(personer, protect(personer)) };
    expect((await attack(released)).recovered).toEqual([]);
  });

  it('gives away nothing of decisions by two years and the rolling years between', async () => {
    const periods = rollingYears.map(([from, to], index) => {
      return { from, to, cells: decisionsIn(county, from, to), isYear: index % 4 === 0 };
    });
    const tellings = tellingsOfFlow(releaseAll(periods, decisionMargins), periods, (from, to) =>
      decisionsIn(county, from, to),
    );
    expect((await attackTellings(tellings, { threshold, coalitions })).recovered).toEqual([]);
  });

  it('gives away nothing of decisions by a correction', async () => {
    const periodOf = (from: typeof county) => ({ cells: decisionsIn(from, 8, 11), isYear: true });
    const released = releaseTwice(periodOf(asFirstDelivered(county)), periodOf(county), decisionMargins);
    expect((await attack(released)).recovered).toEqual([]);
  });
});
