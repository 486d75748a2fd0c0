import { describe, expect, it } from 'vitest';
import {
  aClaim,
  agreementOfExampleTwo,
  aShift,
  aSickPeriod,
  exampleThree,
  exampleTwo,
} from '../../../test/sjuklon/a-claim.js';
import { calculateSjuklon, contributionRateOn, defaultSjuklonPolicy, sjuklonRates } from './index.js';

const policyA = defaultSjuklonPolicy;
const policyB = { ...policyA, semesterBas: 'B' } as const;
const amountsOf = (...given: Parameters<typeof calculateSjuklon>) =>
  Object.fromEntries(calculateSjuklon(...given).lines.map(({ code, amount }) => [code, amount]));

describe('the worked examples', () => {
  it('1: a plain case under policy A and B', () => {
    expect(calculateSjuklon(aClaim(), policyA)).toMatchObject({
      amount: '3179.31',
      outcome: 'BIFALL',
      cuts: [],
      warnings: [],
    });
    expect(amountsOf(aClaim(), policyA)).toEqual({
      SJUKLON_FORE_KARENS: '2880.00',
      KARENSAVDRAG: '-720.00',
      SEMESTERERSATTNING: '259.20',
      ARBETSGIVARAVGIFT: '760.11',
    });
    expect(calculateSjuklon(aClaim(), policyB).amount).toBe('3406.41');
    expect(amountsOf(aClaim(), policyB)).toMatchObject({
      SEMESTERERSATTNING: '432.00',
      ARBETSGIVARAVGIFT: '814.41',
    });
  });

  it('2: återinsjuknande, day 14, a vacant shift and costs by agreement', () => {
    const policy = { ...policyB, godkandaAvtal: agreementOfExampleTwo };
    const { amount, outcome, cuts, parts } = calculateSjuklon(exampleTwo(), policy);
    expect({ amount, outcome }).toEqual({ amount: '12482.18', outcome: 'DELVIS_BIFALL' });
    expect(cuts.map(({ date, code, amount: cut }) => [date, code, cut])).toEqual([
      ['2026-03-13', 'S05', '1056.00'],
      ['2026-03-19', 'S06', '1056.00'],
    ]);
    expect(parts).toMatchObject([{ sickPeriods: [0, 1], coveredHours: '64', sickPay: '7775.20' }]);
    expect(amountsOf(exampleTwo(), policy)).toEqual({
      SJUKLON_FORE_KARENS: '8768.00',
      KARENSAVDRAG: '-992.80',
      SEMESTERERSATTNING: '1315.20',
      ARBETSGIVARAVGIFT: '2856.20',
      FORSAKRING: '27.27',
      PENSION: '409.07',
      SARSKILD_LONESKATT: '99.24',
    });
  });

  it('3: the karensavdrag of a short shift takes all sick pay', () => {
    expect(calculateSjuklon(exampleThree(), policyA)).toMatchObject({ amount: '0.00', outcome: 'BIFALL' });
    expect(calculateSjuklon(exampleThree(), policyB).amount).toBe('101.48');
    expect(amountsOf(exampleThree(), policyB)).toMatchObject({
      SEMESTERERSATTNING: '84.00',
      ARBETSGIVARAVGIFT_NEDSATT: '17.48',
    });
  });

  it('3: what a shorter shift leaves of the karensavdrag goes on to the next sick hours', () => {
    const claim = exampleThree('4');
    const [period] = claim.sickPeriods;
    const more = {
      ...claim,
      sickPeriods: [{ ...period!, shifts: [...period!.shifts, aShift({ date: '2026-05-05' })] }],
    };
    expect(amountsOf(claim, policyA)).toMatchObject({ KARENSAVDRAG: '-448.00' });
    expect(amountsOf(more, policyA)).toMatchObject({
      KARENSAVDRAG: '-560.00',
      SJUKLON_FORE_KARENS: '1344.00',
    });
  });
});

describe('lag (1991:1047) 7 §: which days are one sick period', () => {
  const spells = (secondStart: string) =>
    aClaim({
      sickPeriods: [
        aSickPeriod({ lastSickDay: '2026-03-05' }),
        aSickPeriod({
          firstSickDay: secondStart,
          lastSickDay: secondStart,
          shifts: [aShift({ date: secondStart })],
        }),
      ],
    });

  it('five days from the end of the former are the same period, six a new one', () => {
    expect(calculateSjuklon(spells('2026-03-10'), policyA).parts).toMatchObject([{ sickPeriods: [0, 1] }]);
    expect(calculateSjuklon(spells('2026-03-11'), policyA).parts).toMatchObject([
      { sickPeriods: [0] },
      { sickPeriods: [1], firstDayNumber: 1 },
    ]);
  });

  it('sick Monday to Thursday and again on Tuesday: Tuesday is day 5', () => {
    const again = aSickPeriod({
      firstSickDay: '2026-03-10',
      lastSickDay: '2026-03-10',
      previousPeriod: { firstSickDay: '2026-03-02', lastSickDay: '2026-03-05', karensDeducted: '720' },
      shifts: [aShift({ date: '2026-03-10' })],
    });
    expect(calculateSjuklon(aClaim({ sickPeriods: [again] }), policyA).parts[0]?.firstDayNumber).toBe(5);
  });

  it('after a spell of 2–5 March the 18th is day 14 and the 19th day 15', () => {
    const spell = (date: string) =>
      aSickPeriod({
        firstSickDay: '2026-03-09',
        lastSickDay: '2026-03-20',
        medicalCertificate: { from: '2026-03-09', to: '2026-03-20' },
        previousPeriod: { firstSickDay: '2026-03-02', lastSickDay: '2026-03-05', karensDeducted: '720' },
        shifts: [aShift({ date })],
      });
    const codesOn = (date: string) =>
      calculateSjuklon(aClaim({ sickPeriods: [spell(date)] }), policyA).cuts.map(({ code }) => code);
    expect(codesOn('2026-03-18')).toEqual([]);
    expect(codesOn('2026-03-19')).toEqual(['S06']);
  });

  it('a chain of spells counts on; a former spell that is itself in the claim counts once', () => {
    const spell = (firstSickDay: string, lastSickDay: string) =>
      aSickPeriod({
        firstSickDay,
        lastSickDay,
        shifts: [aShift({ date: firstSickDay })],
        medicalCertificate: { from: firstSickDay, to: lastSickDay },
      });
    const chain = [
      spell('2026-03-02', '2026-03-07'),
      spell('2026-03-10', '2026-03-15'),
      spell('2026-03-20', '2026-03-22'),
    ];
    const restated = chain.map((one, index) => ({
      ...one,
      previousPeriod:
        index === 1 ? { firstSickDay: '2026-03-02', lastSickDay: '2026-03-07', karensDeducted: null } : null,
    }));
    for (const sickPeriods of [chain, restated]) {
      const { parts, amount, warnings } = calculateSjuklon(aClaim({ sickPeriods }), policyA);
      expect(parts).toMatchObject([{ sickPeriods: [0, 1, 2], firstDayNumber: 1 }]);
      expect({ amount, warnings }).toEqual({ amount: '3179.31', warnings: [] });
    }
  });

  it('the same assistant is told by number, else by name and birth year; nobody is joined unknown', () => {
    const partsOf = (first: object, second: object) => {
      const { sickPeriods, ...claim } = spells('2026-03-09');
      const [one, other] = sickPeriods;
      const joined = [
        { ...one!, assistant: { ...one!.assistant, ...first } },
        { ...other!, assistant: { ...other!.assistant, ...second } },
      ];
      return calculateSjuklon({ ...claim, sickPeriods: joined }, policyA).parts.length;
    };
    const number = '198112189876';
    expect(partsOf({}, { name: 'ALVA EK ' })).toBe(1);
    expect(partsOf({}, { birthYear: 1986 })).toBe(2);
    expect(partsOf({ personnummer: number }, { personnummer: number, name: 'Alva Ask' })).toBe(1);
    expect(partsOf({ personnummer: number }, { personnummer: '196709199530' })).toBe(2);
    expect(partsOf({ personnummer: number }, {})).toBe(1);
    expect(partsOf({ name: null }, { name: null })).toBe(2);
  });
});

describe('employer contributions by payment date and age', () => {
  const rateOn = (date: string, birthYear: number) => {
    const { reduced, standard } = contributionRateOn(sjuklonRates, date, birthYear);
    return (reduced ?? standard).rate;
  };

  it.each([
    ['2019-05-01', 1985, '0.3142'],
    ['2030-01-01', 1985, '0.3142'],
    ['2022-12-31', 1957, '0.3142'],
    ['2022-12-31', 1956, '0.1021'],
    ['2023-01-01', 1957, '0.3142'],
    ['2023-01-01', 1956, '0.1021'],
    ['2025-12-31', 1959, '0.3142'],
    ['2025-12-31', 1958, '0.1021'],
    ['2026-01-01', 1959, '0.3142'],
    ['2026-01-01', 1958, '0.1021'],
    ['2026-01-01', 1937, '0'],
    ['2026-01-01', 1938, '0.1021'],
    ['2026-03-31', 2006, '0.3142'],
    ['2026-04-01', 2006, '0.2081'],
    ['2026-04-01', 2003, '0.2081'],
    ['2026-04-01', 2002, '0.3142'],
    ['2026-04-01', 2007, '0.2081'],
    ['2026-04-01', 2008, '0.1021'],
    ['2026-04-01', 2010, '0.1021'],
    ['2026-04-01', 2011, '0.3142'],
    ['2027-09-30', 2006, '0.2081'],
    ['2027-10-01', 2006, '0.3142'],
    ['2020-12-31', 2001, '0.3142'],
    ['2021-01-01', 2001, '0.1973'],
    ['2021-06-01', 2001, '0.1021'],
    ['2021-09-01', 2001, '0.1973'],
    ['2022-08-31', 2001, '0.1021'],
    ['2023-03-31', 2001, '0.1973'],
    ['2023-04-01', 2001, '0.3142'],
  ])('paid %s to somebody born %s: %s', (date, birthYear, rate) => {
    expect(rateOn(date, birthYear)).toBe(rate);
  });

  it('without a payment date the application date decides', () => {
    const young = exampleThree();
    const at = (applicationDate: string) =>
      calculateSjuklon({ ...young, paymentDate: null, applicationDate }, policyB).amount;
    expect(at('2026-05-25')).toBe('101.48');
    expect(at('2027-10-01')).toBe('110.39');
  });

  it('above 25 000 kr the standard rate holds, over all parts of the assistant in the claim', () => {
    const long = (firstSickDay: string, days: readonly string[]) =>
      aSickPeriod({
        firstSickDay,
        lastSickDay: days.at(-1)!,
        assistant: { ...exampleThree().sickPeriods[0]!.assistant, hourlyPay: '900' },
        shifts: days.map((date) => aShift({ date })),
      });
    const claim = aClaim({
      applicationDate: '2026-05-30',
      sickPeriods: [
        long('2026-04-01', ['2026-04-01', '2026-04-02', '2026-04-03']),
        long('2026-05-01', ['2026-05-01', '2026-05-02', '2026-05-03']),
      ],
    });
    const contributions = calculateSjuklon(claim, policyA).lines.filter(({ code }) =>
      code.startsWith('ARBETSG'),
    );
    // 3 × 8 × 900 × 0.8 = 17,280 less 3,600 of karensavdrag and with 12 %: 15,321.60 each.
    expect(contributions.map(({ part, base, rate }) => [part, base, rate])).toEqual([
      [0, '15321.60', '0.2081'],
      [1, '9678.40', '0.2081'],
      [1, '5643.20', '0.3142'],
    ]);
  });
});

describe('a claim without anything to pay', () => {
  it('is computed as 0,00 without shifts, without periods and with 0,00 requested', () => {
    const amountOf = (claim: Partial<Parameters<typeof calculateSjuklon>[0]>) =>
      calculateSjuklon(aClaim(claim), policyA).amount;
    expect(amountOf({ sickPeriods: [aSickPeriod({ shifts: [] })] })).toBe('0.00');
    expect(amountOf({ sickPeriods: [] })).toBe('0.00');
    expect(amountOf({ requestedAmount: '0' })).toBe('0.00');
  });
});

it('every line tells its base, rate, lagrum and how it came about', () => {
  const { lines } = calculateSjuklon(exampleTwo(), { ...policyB, godkandaAvtal: agreementOfExampleTwo });
  expect(lines.map(({ code, base, rate, lagrum }) => [code, base, rate, lagrum])).toEqual([
    ['SJUKLON_FORE_KARENS', '10960.00', '0.8', 'lag (1991:1047) 6 §'],
    ['KARENSAVDRAG', '4964.00', '0.2', 'lag (1991:1047) 6 §'],
    ['SEMESTERERSATTNING', '10960.00', '0.12', 'semesterlagen (1977:480) 16 b, 28 §§'],
    ['ARBETSGIVARAVGIFT', '9090.40', '0.3142', 'SAL (2000:980) 2 kap. 26 §'],
    ['FORSAKRING', '9090.40', '0.003', null],
    ['PENSION', '9090.40', '0.045', null],
    ['SARSKILD_LONESKATT', '409.07', '0.2426', 'lag (1991:687) 1 §'],
  ]);
  expect(lines[3]?.explanation.replaceAll('\u00a0', ' ')).toBe('31,42 % × 9 090,40 kr: 2 856,20 kr.');
});
