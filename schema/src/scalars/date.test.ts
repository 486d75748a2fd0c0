import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate, daysBetween } from './calendar.js';
import { parseDate } from './date.js';

const options = { today: '2026-11-22' };

describe('a date in an export', () => {
  it.each([
    ['2024-10-01', '2024-10-01'],
    ['2024-1-1', '2024-01-01'],
    ['2024/10/01', '2024-10-01'],
    ['2024.10.01', '2024-10-01'],
    ['20241001', '2024-10-01'],
    ['24-10-01', '2024-10-01'],
    ['241001', '2024-10-01'],
    ['01/10/2024', '2024-10-01'],
    ['1/10/2024', '2024-10-01'],
    ['1/10 2024', '2024-10-01'],
    ['01.10.2024', '2024-10-01'],
    ['01-10-2024', '2024-10-01'],
    ['1 okt 2024', '2024-10-01'],
    ['1 okt. 2024', '2024-10-01'],
    ['1 Oktober 2024', '2024-10-01'],
    ['den 1 oktober 2024', '2024-10-01'],
    ['01-Oct-2024', '2024-10-01'],
    ['1 maj 2024', '2024-05-01'],
    ['2024-10-01 00:00:00', '2024-10-01'],
    ['2024-10-01 00:00', '2024-10-01'],
    ['2024-10-01T00:00:00.000', '2024-10-01'],
    ['2024-10-01 0:00:00', '2024-10-01'],
    ['01/10/2024 00:00:00', '2024-10-01'],
    ['2024-09-30T22:00:00Z', '2024-10-01'],
    ['2024-12-31T23:00:00.000Z', '2025-01-01'],
    ['2024-10-01T00:00:00+02:00', '2024-10-01'],
    ['2024-10-01 00:00:00+0200', '2024-10-01'],
    ['45566', '2024-10-01'],
    ['45566.0', '2024-10-01'],
    ['45566,0', '2024-10-01'],
    [' 2024-10-01\u00a0', '2024-10-01'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is %s', (text, date) => {
    expect(parseDate(text, options)).toEqual({ kind: 'value', value: date });
  });

  it.each([
    '9999-12-31',
    '99991231',
    '9999-12-31 00:00:00',
    '9999-12-31T00:00:00Z',
    '31/12/9999',
    '2099-12-31',
    '73050',
    '1900-01-01',
    '0001-01-01',
    '0001-01-01 00:00:00',
    '0001-01-01T00:00:00Z',
    '00010101',
  ])('%s means an open end', (text) => {
    expect(parseDate(text, options)).toEqual({ kind: 'open' });
  });

  it.each(['', '  ', '\u00a0'])('"%s" is blank', (text) => {
    expect(parseDate(text, options)).toEqual({ kind: 'blank' });
  });

  it.each([
    ['2024-02-31', 'DATE_IMPOSSIBLE'],
    ['2023-02-29', 'DATE_IMPOSSIBLE'],
    ['1900-02-29', 'DATE_IMPOSSIBLE'],
    ['10/13/2024', 'DATE_IMPOSSIBLE'],
    ['20241301', 'DATE_IMPOSSIBLE'],
    ['0024-10-01', 'DATE_IMPOSSIBLE'],
    ['0000-00-00', 'DATE_IMPOSSIBLE'],
    ['31 feb 2024', 'DATE_IMPOSSIBLE'],
    ['2024-10-01 13:45', 'DATE_HAS_TIME'],
    ['2024-10-01T00:00:00Z', 'DATE_HAS_TIME'],
    ['2024-10', 'DATE_FORM'],
    ['01/10/24', 'DATE_FORM'],
    ['2024-10/01', 'DATE_FORM'],
    ['1 foo 2024', 'DATE_FORM'],
    ['45566,5', 'DATE_FORM'],
    ['1', 'DATE_FORM'],
    ['tills vidare', 'DATE_FORM'],
  ])('%s is refused as %s', (text, reason) => {
    expect(parseDate(text, options)).toEqual({ kind: 'rejected', reason });
  });

  it('drops a time of day when the mapping says so', () => {
    const dropping = { ...options, dropTime: true };
    expect(parseDate('2024-10-01 13:45', dropping)).toEqual({ kind: 'value', value: '2024-10-01' });
    expect(parseDate('2024-10-01T23:30:00Z', dropping)).toEqual({ kind: 'value', value: '2024-10-02' });
  });

  it('takes two-digit years for the past, or near today when the mapping says so', () => {
    expect(parseDate('27-10-01', options)).toEqual({ kind: 'value', value: '1927-10-01' });
    expect(parseDate('26-11-22', options)).toEqual({ kind: 'value', value: '2026-11-22' });
    expect(parseDate('261123', options)).toEqual({ kind: 'value', value: '1926-11-23' });
    const near = { ...options, twoDigitYears: 'near' } as const;
    expect(parseDate('27-10-01', near)).toEqual({ kind: 'value', value: '2027-10-01' });
    expect(parseDate('85-10-01', near)).toEqual({ kind: 'value', value: '1985-10-01' });
  });

  it('comes back the same from every form it can be written in', () => {
    const dates = fc
      .tuple(
        fc.integer({ min: 1928, max: 2090 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
      )
      .map(([year, month, day]) => calendarDate(year, month, day))
      .filter((date) => date !== null);
    fc.assert(
      fc.property(dates, (date) => {
        const [year = '', month = '', day = ''] = date.split('-');
        const serial = String(daysBetween('1899-12-30', date));
        const forms = [date, `${year}${month}${day}`, `${day}/${month}/${year}`, `${date}T00:00:00`, serial];
        for (const form of forms) expect(parseDate(form, options)).toEqual({ kind: 'value', value: date });
      }),
    );
  });
});
