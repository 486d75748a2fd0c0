import { expect, it } from 'vitest';
import { parsePeriod, type Timing } from '../statistics/index.js';
import { boundPeriodNames, stickyPeriodNames } from './sticky-periods.js';

const namesOf = (timing: Timing, period: string) => stickyPeriodNames(timing, parsePeriod(period)!);

it('binds a state to the earlier periods of its calendar year', () => {
  expect(namesOf('FIRST_DAY', '2026Q1')).toEqual([]);
  expect(namesOf('FIRST_DAY', '2026')).toEqual(['2026Q1', '2026Q2', '2026Q3']);
  expect(namesOf('LAST_DAY', '2026Q3')).toEqual(['2026Q1', '2026Q2']);
});

it('binds what happened over a year to every period that shares a quarter with it', () => {
  expect(namesOf('FLOW', '2026Q1')).toEqual(['2025Q2', '2025Q3', '2025']);
  expect(namesOf('FLOW', '2026Q2')).toEqual(['2025Q3', '2025', '2026Q1']);
  expect(namesOf('FLOW', '2026Q3')).toEqual(['2025', '2026Q1', '2026Q2']);
  expect(namesOf('FLOW', '2026')).toEqual(['2026Q1', '2026Q2', '2026Q3']);
});

it('binds nothing to a month, which only the own nämnd sees', () => {
  expect(namesOf('FLOW', '2026-05')).toEqual([]);
});

it('binds a period that is released late to the later ones that it would have bound', () => {
  const laterOf = (timing: Timing, period: string) => boundPeriodNames(timing, parsePeriod(period)!);
  expect(laterOf('FIRST_DAY', '2026Q2')).toEqual(['2026Q3', '2026']);
  expect(laterOf('LAST_DAY', '2026')).toEqual([]);
  expect(laterOf('FLOW', '2025Q3')).toEqual(['2025', '2026Q1', '2026Q2']);
});
