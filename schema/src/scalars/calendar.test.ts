import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayInStockholm, daysBetween, isCalendarDate, isWithin } from './calendar.js';

const dates = fc.integer({ min: -20_000, max: 60_000 }).map((days) => addDays('1970-01-01', days));

describe('three months in LSS 28 f §', () => {
  it.each([
    ['2026-01-31', 3, '2026-04-30'],
    ['2026-03-15', 3, '2026-06-15'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2026-11-22', -12, '2025-11-22'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-12-31', 0, '2026-12-31'],
  ])('%s and %i months is %s', (date, months, sum) => {
    expect(addMonths(date, months)).toBe(sum);
  });
});

describe('days of the calendar', () => {
  it('counts days without regard to summer time', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2);
    expect(daysBetween('0099-12-31', '0100-01-01')).toBe(1);
  });
  it('adds and counts as inverses', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });
  it('keeps order under addition of months', () => {
    fc.assert(
      fc.property(dates, dates, fc.integer({ min: -40, max: 40 }), (a, b, months) => {
        if (a <= b) expect(addMonths(a, months) <= addMonths(b, months)).toBe(true);
      }),
    );
  });
  it.each(['2024-02-30', '2024-13-01', '2024-1-1', '0000-01-01', '20240101', ''])('has no day %s', (text) => {
    expect(isCalendarDate(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(RangeError);
  });
  it('does not leave the calendar', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addMonths('0001-01-01', -1)).toThrow(RangeError);
  });
});

it.each([
  ['2026-01-01', '2026-01-01', '2026-12-31', true],
  ['2026-12-31', '2026-01-01', '2026-12-31', true],
  ['2027-01-01', '2026-01-01', '2026-12-31', false],
  ['2025-12-31', '2026-01-01', null, false],
  ['2099-01-01', '2026-01-01', null, true],
  ['1999-01-01', null, null, true],
])('%s lies in %s to %s: %s', (date, from, to, inside) => {
  expect(isWithin(date, from, to)).toBe(inside);
});

it.each([
  ['2026-07-01T21:59:59Z', '2026-07-01'],
  ['2026-07-01T22:00:00Z', '2026-07-02'],
  ['2026-12-31T22:59:59Z', '2026-12-31'],
  ['2026-12-31T23:00:00Z', '2027-01-01'],
])('at %s it is %s in Stockholm', (instant, day) => {
  expect(dayInStockholm(new Date(instant))).toBe(day);
});
