import { describe, expect, it } from 'vitest';
import { aClaim, anAssistant, aShift, aSickPeriod } from '../../../test/sjuklon/a-claim.js';
import { checkSjuklonInput } from './index.js';

const today = '2026-11-22';

function faultsOf(input: unknown): readonly (readonly [path: string, code: string])[] {
  const checked = checkSjuklonInput(input, today);
  return checked.kind === 'rejected' ? checked.faults.map(({ path, code }) => [path, code] as const) : [];
}

const withClaim = (some: Record<string, unknown>) => ({ ...aClaim(), ...some });
const withPeriod = (some: Record<string, unknown>) =>
  aClaim({ sickPeriods: [{ ...aSickPeriod(), ...some }] });
const withAssistant = (some: Record<string, unknown>) =>
  withPeriod({ assistant: { ...anAssistant(), ...some } });
const withShift = (some: Record<string, unknown>) => withPeriod({ shifts: [{ ...aShift(), ...some }] });
const shift = 'sickPeriods.0.shifts.0';

describe('a fault is told with its place', () => {
  it.each<[string, unknown, string, string]>([
    ['negative hours', withShift({ hours: '-1' }), `${shift}.hours`, 'NEGATIVE'],
    ['no hours', withShift({ hours: '0' }), `${shift}.hours`, 'OUT_OF_RANGE'],
    ['25 hours', withShift({ hours: '25', start: null, end: null }), `${shift}.hours`, 'HOURS_ABSURD'],
    ['more hours than the clock says', withShift({ hours: '8.01' }), `${shift}.hours`, 'HOURS_ABOVE_SPAN'],
    ['a shift after the period', withShift({ date: '2026-03-05' }), `${shift}.date`, 'SHIFT_OUTSIDE_PERIOD'],
    ['a shift before the period', withShift({ date: '2026-03-01' }), `${shift}.date`, 'SHIFT_OUTSIDE_PERIOD'],
    ['half a time', withShift({ end: null }), `${shift}.end`, 'TIME_HALF'],
    ['a time that is none', withShift({ start: '8:00' }), `${shift}.start`, 'TIME_FORM'],
    [
      'the sick as substitute',
      withShift({ substitute: ' alva  EK' }),
      `${shift}.substitute`,
      'SUBSTITUTE_IS_SICK',
    ],
    [
      'the last day before the first',
      withPeriod({ lastSickDay: '2026-03-01', shifts: [] }),
      'sickPeriods.0.lastSickDay',
      'DATE_ORDER',
    ],
    [
      'a sick day to come',
      withPeriod({ lastSickDay: '2026-11-23', shifts: [] }),
      'sickPeriods.0.lastSickDay',
      'DATE_FUTURE',
    ],
    [
      'a spell before karensavdrag',
      withPeriod({ firstSickDay: '2018-12-31' }),
      'sickPeriods.0.firstSickDay',
      'DATE_TOO_EARLY',
    ],
    [
      'an application to come',
      withClaim({ applicationDate: '2026-11-23' }),
      'applicationDate',
      'DATE_FUTURE',
    ],
    ['a payment far ahead', withClaim({ paymentDate: '2028-11-23' }), 'paymentDate', 'DATE_TOO_LATE'],
    ['both kinds of pay', withAssistant({ monthlyPay: '30000' }), 'sickPeriods.0.assistant', 'PAY_BOTH'],
    ['neither kind', withAssistant({ hourlyPay: null }), 'sickPeriods.0.assistant', 'PAY_NEITHER'],
    [
      'a percentage as rate',
      withPeriod({ holidayPayRate: '12' }),
      'sickPeriods.0.holidayPayRate',
      'RATE_ABOVE_ONE',
    ],
    [
      'a rate just above one',
      withPeriod({ pensionRate: '1.000001' }),
      'sickPeriods.0.pensionRate',
      'RATE_ABOVE_ONE',
    ],
    ['an unknown kommun', withClaim({ kommunCode: '9999' }), 'kommunCode', 'KOMMUN_UNKNOWN'],
    [
      'three decimals',
      withAssistant({ hourlyPay: '150.005' }),
      'sickPeriods.0.assistant.hourlyPay',
      'DECIMAL_TOO_FINE',
    ],
    ['a thousands dot', withClaim({ requestedAmount: '150.000' }), 'requestedAmount', 'DECIMAL_TOO_FINE'],
    ['a decimal comma', withClaim({ requestedAmount: '150,00' }), 'requestedAmount', 'DECIMAL_FORM'],
    ['an exponent', withClaim({ requestedAmount: 1e21 }), 'requestedAmount', 'DECIMAL_FORM'],
    ['not a number', withClaim({ requestedAmount: Number.NaN }), 'requestedAmount', 'DECIMAL_FORM'],
    [
      'a date that is none',
      withClaim({ applicationDate: '2026-02-30' }),
      'applicationDate',
      'DATE_IMPOSSIBLE',
    ],
    ['a date in words', withClaim({ applicationDate: '1 mars' }), 'applicationDate', 'DATE_FORM'],
    ['a missing date', withClaim({ applicationDate: null }), 'applicationDate', 'VALUE_MISSING'],
    ['a wrong type', withClaim({ powerOfAttorney: 'ja' }), 'powerOfAttorney', 'VALUE_TYPE'],
    ['a list for an object', withClaim({ provider: [] }), 'provider', 'VALUE_TYPE'],
    ['an unknown word', withPeriod({ cause: 'FLU' }), 'sickPeriods.0.cause', 'CODE_UNKNOWN'],
    ['a bad number', withClaim({ personnummer: '12' }), 'personnummer', 'PERSONNUMMER_FORM'],
    [
      'a birth year that the number denies',
      withAssistant({ personnummer: '19811218-9876' }),
      'sickPeriods.0.assistant.birthYear',
      'BIRTH_YEAR',
    ],
    [
      'weekly hours of none',
      withAssistant({ averageWeeklyHours: '0' }),
      'sickPeriods.0.assistant.averageWeeklyHours',
      'OUT_OF_RANGE',
    ],
    ['a text without end', withClaim({ claimNumber: 'x'.repeat(101) }), 'claimNumber', 'TEXT_TOO_LONG'],
    [
      'characters that cannot be stored',
      withClaim({ claimNumber: 'a\0b' }),
      'claimNumber',
      'TEXT_CHARACTERS',
    ],
    [
      'an earlier period that is not earlier',
      withPeriod({
        previousPeriod: { firstSickDay: '2026-03-01', lastSickDay: '2026-03-02' },
      }),
      'sickPeriods.0.previousPeriod.lastSickDay',
      'PREVIOUS_NOT_BEFORE',
    ],
    [
      'a list of too many',
      withClaim({ sickPeriods: Array(201).fill(aSickPeriod()) }),
      'sickPeriods',
      'LIST_TOO_LONG',
    ],
  ])('%s', (_, input, path, code) => {
    expect(faultsOf(input)).toContainEqual([path, code]);
  });

  it('shifts that overlap in part, or fill more than a day', () => {
    const overlapping = [aShift(), aShift({ start: '12:00', end: '20:00' })];
    expect(faultsOf(withPeriod({ shifts: overlapping }))).toEqual([
      ['sickPeriods.0.shifts.1', 'SHIFT_OVERLAPS'],
    ]);
    const untimed = ['13', '12'].map((hours) => aShift({ start: null, end: null, hours }));
    expect(faultsOf(withPeriod({ shifts: untimed }))).toEqual([
      ['sickPeriods.0.shifts.1.hours', 'HOURS_ABSURD'],
    ]);
  });
});
