import { kommunByCode } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { dalarna, homeKommuner } from './dalarna.js';

describe('the kommuner of Dalarna', () => {
  it('are the fifteen of the county, by their own codes', () => {
    expect(dalarna).toHaveLength(15);
    for (const { code, name } of dalarna) expect(kommunByCode(code)?.name).toBe(name);
    expect(dalarna.filter(({ participates }) => participates)).toHaveLength(11);
    expect(homeKommuner).toHaveLength(10);
  });

  it('have the population that the county has', () => {
    expect(dalarna.reduce((sum, { population }) => sum + population, 0)).toBe(286_806);
    const estimated = dalarna.filter(({ populationEstimated }) => populationEstimated);
    expect(estimated.map(({ code }) => code).sort()).toEqual(['2021', '2039', '2061', '2082']);
  });

  it('have the staffing of the list, 28.0, and of the områden, 29.0, without settling which is right', () => {
    const sum = (values: readonly (string | null)[]) =>
      values.reduce((total, value) => total + Number(value), 0);
    expect(sum(dalarna.map(({ lssFte }) => lssFte))).toBe(28);
    const byOmrade = (omrade: number) =>
      sum(
        dalarna
          .filter((kommun) => kommun.omrade === omrade)
          .map((kommun) => kommun.lssFteOmrade ?? kommun.lssFte),
      );
    expect([1, 2, 3, 4].map(byOmrade)).toEqual([9, 7, 5, 8]);
  });

  it('have no figure where the document has none', () => {
    const silent = dalarna.filter(({ lssFte }) => lssFte === null);
    expect(silent.map(({ code }) => code)).toEqual(['2062', '2034', '2039', '2031']);
    expect(
      silent.every(
        ({ omrade, includesSocialpsykiatri }) => omrade === null && includesSocialpsykiatri === null,
      ),
    ).toBe(true);
  });
});
