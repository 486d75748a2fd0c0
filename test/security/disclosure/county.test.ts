import { describe, expect, it } from 'vitest';
import { attack, attackTellings } from './attack.js';
import {
  asFirstDelivered,
  decisionMargins,
  decisionsIn,
  insatserOn,
  inventCounty,
  personerOn,
  personMargins,
} from './county.js';
import {
  releaseAll,
  releaseTwice,
  releaseWithPrimaryOnly,
  rollingYears,
  tellingsOfFlow,
  threshold,
} from './county-releases.js';

const county = inventCounty(2026);
/** 1 October 2025, in quarters from the first of 2024. */
const october = 7;
const ofInsatser = (from = county) => ({ cells: insatserOn(from, october), isYear: true });

describe('a county of fifteen kommuner, with everybody, each kommun and each coalition against it', () => {
  it('gives away nothing of insatser by what was released and then corrected', async () => {
    const corrected = releaseTwice(ofInsatser(asFirstDelivered(county)), ofInsatser(), personMargins);
    const { recovered, targets } = await attack(corrected);
    expect(recovered).toEqual([]);
    expect(targets).toBeGreaterThan(1500);
  });

  it('gives away nothing of decisions by two years and the rolling years between', async () => {
    const assistance = (from: number, to: number) =>
      decisionsIn(county, from, to).filter(({ stratum }) => stratum === 'PERSONLIG_ASSISTANS');
    const periods = rollingYears.map(([from, to], index) => {
      return { from, to, cells: assistance(from, to), isYear: index % 4 === 0 };
    });
    const tellings = tellingsOfFlow(releaseAll(periods, decisionMargins), periods, assistance);
    const { recovered, targets } = await attackTellings(tellings, { threshold, coalitions: [] });
    expect(recovered).toEqual([]);
    expect(targets).toBeGreaterThan(500);
  });

  it('gives away nothing of individuals', async () => {
    const [released] = releaseAll(
      [{ cells: personerOn(county, october), from: october, to: october, isYear: true }],
      personMargins,
    );
    expect((await attack(released!)).recovered).toEqual([]);
  });

  it('is broken by the same attack where only small figures themselves are hidden', async () => {
    const unprotected = releaseWithPrimaryOnly(ofInsatser(), personMargins);
    const { recovered, targets } = await attack({ ...unprotected, coalitions: [] });
    const byEverybody = recovered.filter(({ attacker }) => attacker.length === 0);
    expect(byEverybody.length).toBeGreaterThan(10);
    expect(recovered.length).toBeGreaterThan(targets / 10);
  });
});
