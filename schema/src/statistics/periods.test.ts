import { describe, expect, it } from 'vitest';
import {
  daysOf,
  isReleasedPeriod,
  parsePeriod,
  printPeriod,
  referenceOf,
  releasedPeriodsOf,
  type Timing,
} from './periods.js';

const referenceOfText = (timing: Timing, text: string) => referenceOf(timing, parsePeriod(text)!);

describe('periods', () => {
  it('are read and printed alike', () => {
    for (const text of ['2026', '2026Q1', '2026Q4', '2026-09', '2026-12'])
      expect(printPeriod(parsePeriod(text)!)).toBe(text);
    for (const text of ['', '26', '2026Q5', '2026q1', '2026-13', '2026-9', '2026-09-01', ' 2026', '1200'])
      expect(parsePeriod(text)).toBeNull();
  });

  it('have the days of the calendar', () => {
    expect(daysOf(parsePeriod('2024-02')!)).toEqual(['2024-02-01', '2024-02-29']);
    expect(daysOf(parsePeriod('2026Q3')!)).toEqual(['2026-07-01', '2026-09-30']);
    expect(daysOf(parsePeriod('2026')!)).toEqual(['2026-01-01', '2026-12-31']);
  });

  it('tell of 1 October in the year of a state on the first day', () => {
    expect(referenceOfText('FIRST_DAY', '2026')).toEqual({ on: '2026-10-01' });
    expect(referenceOfText('FIRST_DAY', '2026Q2')).toEqual({ on: '2026-04-01' });
    expect(referenceOfText('FIRST_DAY', '2026-10')).toEqual({ on: '2026-10-01' });
    expect(referenceOfText('LAST_DAY', '2026')).toEqual({ on: '2026-12-31' });
    expect(referenceOfText('LAST_DAY', '2026Q1')).toEqual({ on: '2026-03-31' });
  });

  it('tell of the four quarters that end with a quarter, where something happens', () => {
    expect(referenceOfText('FLOW', '2026Q1')).toEqual({ from: '2025-04-01', to: '2026-03-31' });
    expect(referenceOfText('FLOW', '2026')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
    expect(referenceOfText('FLOW', '2026-02')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  });

  it('are released so that no two of a table tell of the same days', () => {
    for (const timing of ['FIRST_DAY', 'LAST_DAY', 'FLOW'] as const) {
      const released = [2025, 2026].flatMap((year) => releasedPeriodsOf(year));
      expect(released.every(isReleasedPeriod)).toBe(true);
      const told = released.map((period) => JSON.stringify(referenceOf(timing, period)));
      expect(new Set(told).size).toBe(told.length);
    }
  });
});
