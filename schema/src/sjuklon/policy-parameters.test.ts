import { describe, expect, it } from 'vitest';
import {
  aClaim,
  agreementOfExampleTwo,
  aShift,
  aSickPeriod,
  exampleThree,
} from '../../../test/sjuklon/a-claim.js';
import {
  calculateSjuklon,
  defaultSjuklonPolicy,
  type SickPeriodInput,
  type SjuklonInput,
  type SjuklonPolicy,
} from './index.js';

const calculated = (
  policy: Partial<SjuklonPolicy>,
  period: Partial<SickPeriodInput> = {},
  claim: Partial<SjuklonInput> = {},
) =>
  calculateSjuklon(aClaim({ sickPeriods: [aSickPeriod(period)], ...claim }), {
    ...defaultSjuklonPolicy,
    ...policy,
  });

const rateOf = (code: string, ...given: Parameters<typeof calculated>) =>
  calculated(...given).lines.find((line) => line.code === code)?.rate;
const coveredHours = (...given: Parameters<typeof calculated>) => calculated(...given).parts[0]?.coveredHours;
const codesOf = (...given: Parameters<typeof calculated>) => [
  ...calculated(...given).cuts.map(({ code }) => code),
  ...calculated(...given).warnings.map(({ code }) => code),
];

/** One test for each key of the policy file; the three without input to act on change nothing. */
describe('the policy key', () => {
  it('semesterBas: on the sick pay left (A) or on the whole loss of pay (B)', () => {
    expect(calculated({ semesterBas: 'A' }).amount).toBe('3179.31');
    expect(calculated({ semesterBas: 'B' }).amount).toBe('3406.41');
  });

  it('semesterProcentMax holds above what an agreement says', () => {
    const period = { holidayPayRate: '0.13', agreement: 'Vårdföretagarna' };
    const policy = { godkandaAvtal: agreementOfExampleTwo };
    expect(rateOf('SEMESTERERSATTNING', { ...policy, semesterProcentMax: '0.125' }, period)).toBe('0.125');
    expect(rateOf('SEMESTERERSATTNING', { ...policy, semesterProcentMax: '0.13' }, period)).toBe('0.13');
  });

  it('godkandaAvtal supports rates by the name of the agreement, however it is capitalised', () => {
    const period = { pensionRate: '0.045', agreement: 'vårdföretagarna' };
    expect(rateOf('PENSION', { godkandaAvtal: agreementOfExampleTwo }, period)).toBe('0.045');
    expect(rateOf('PENSION', { godkandaAvtal: [] }, period)).toBeUndefined();
  });

  it('accepteraPensionUtanAvtal', () => {
    const period = { pensionRate: '0.045' };
    expect(rateOf('PENSION', { accepteraPensionUtanAvtal: true }, period)).toBe('0.045');
    expect(rateOf('PENSION', { accepteraPensionUtanAvtal: false }, period)).toBeUndefined();
  });

  it('karensFordelning: the first hours, or all in proportion', () => {
    const vacantFirst = {
      shifts: ['02', '03', '04'].map((day) =>
        aShift({ date: `2026-03-${day}`, ...(day === '02' && { substitute: null }) }),
      ),
    };
    const karensOf = (policy: Partial<SjuklonPolicy>) =>
      calculated(policy, vacantFirst).lines.find(({ code }) => code === 'KARENSAVDRAG')?.amount;
    expect(karensOf({ karensFordelning: 'KRONOLOGISK' })).toBe('0.00');
    expect(karensOf({ karensFordelning: 'PROPORTIONELL' })).toBe('-480.00');
  });

  it.each([
    ['jourIngar', 'VANTETID'],
    ['beredskapIngar', 'BEREDSKAP'],
  ] as const)('%s: whether %s is paid, with its supplement only', (key, type) => {
    const period = { karensException: 'TIO_KARENS', shifts: [aShift({ type, supplement: '200' })] } as const;
    expect(calculated({ [key]: true }, period).parts[0]?.lossOfPay).toBe('200.00');
    expect(calculated({ [key]: false }, period)).toMatchObject({ amount: '0.00', cuts: [{ code: 'JOUR' }] });
  });

  it('vikarieKrav: shift by shift, pooled over the day, or by the person’s certificate', () => {
    const shifts = [
      aShift({ start: '07:00', end: '13:00', hours: '6', substituteHours: '7' }),
      aShift({ start: '13:00', end: '19:00', hours: '6', substitute: 'Cia Ask', substituteHours: '4' }),
    ];
    expect(coveredHours({ vikarieKrav: 'PER_PASS' }, { shifts })).toBe('10');
    expect(coveredHours({ vikarieKrav: 'PER_DAG' }, { shifts })).toBe('11');
    const unnamed = { shifts: [aShift({ substitute: null })] };
    const certified = { documents: ['INTYG_UTFORD_ASSISTANS'] };
    expect(coveredHours({ vikarieKrav: 'INTYG' }, unnamed, certified)).toBe('8');
    expect(coveredHours({ vikarieKrav: 'INTYG' }, unnamed)).toBe('0');
    expect(coveredHours({ vikarieKrav: 'PER_PASS' }, unnamed, certified)).toBe('0');
  });

  it('vikarieToleransMin: within it all is covered, beyond it all uncovered time is cut', () => {
    const lacking = (substituteHours: string) => ({ shifts: [aShift({ substituteHours })] });
    expect(coveredHours({ vikarieToleransMin: 15 }, lacking('7.75'))).toBe('8');
    expect(coveredHours({ vikarieToleransMin: 15 }, lacking('7.74'))).toBe('7.74');
    const vacant = { shifts: [aShift({ hours: '0.25', start: null, end: null, substitute: null })] };
    expect(coveredHours({ vikarieToleransMin: 15 }, vacant)).toBe('0');
    expect(coveredHours({ vikarieToleransMin: 15, vikarieKrav: 'PER_DAG' }, vacant)).toBe('0');
  });

  it('lakarintygFranDag', () => {
    expect(codesOf({ lakarintygFranDag: 3 })).toEqual(['S08']);
    expect(codesOf({ lakarintygFranDag: 4 })).toEqual([]);
  });

  it('ansokningsfristManader warns of a late application, and null of none', () => {
    const late = { applicationDate: '2026-08-05' };
    expect(codesOf({ ansokningsfristManader: 5 }, {}, late)).toEqual(['S17']);
    expect(codesOf({ ansokningsfristManader: 6 }, {}, late)).toEqual([]);
    expect(codesOf({ ansokningsfristManader: null }, {}, { applicationDate: '2036-01-01' })).toEqual([]);
  });

  it('maxPeriod: MANAD wants one calendar month in an application', () => {
    const across = { firstSickDay: '2026-02-28' };
    expect(codesOf({ maxPeriod: 'MANAD' }, across)).toEqual(['PERIOD']);
    expect(codesOf({ maxPeriod: 'MANAD' })).toEqual([]);
    expect(codesOf({ maxPeriod: 'FRI' }, across)).toEqual([]);
  });

  it('fakturaKrav', () => {
    const invoiced = { invoiceNumber: '17' };
    expect(codesOf({ fakturaKrav: 'JA' })).toEqual(['FAKTURA']);
    expect(codesOf({ fakturaKrav: 'JA' }, {}, invoiced)).toEqual([]);
    expect(codesOf({ fakturaKrav: 'FORBJUDET' }, {}, invoiced)).toEqual(['FAKTURA']);
    expect(codesOf({ fakturaKrav: 'NEJ' }, {}, invoiced)).toEqual([]);
  });

  it('kravdaDokument: what lacks is told; läkarintyg and agreement only where they are needed', () => {
    const policy = {
      kravdaDokument: ['FULLMAKT', 'LONEBESKED', 'LAKARINTYG', 'KOLLEKTIVAVTAL', 'EGEN_BLANKETT'],
    };
    expect(codesOf(policy)).toEqual(['S03', 'DOKUMENT', 'DOKUMENT']);
    expect(
      codesOf(policy, {}, { powerOfAttorney: true, documents: ['LONEBESKED', 'EGEN_BLANKETT'] }),
    ).toEqual([]);
    expect(codesOf({ kravdaDokument: ['LAKARINTYG'] }, { lastSickDay: '2026-03-08' })).toEqual([]);
    expect(codesOf({ kravdaDokument: ['LAKARINTYG'] }, { lastSickDay: '2026-03-09' })).toEqual(['DOKUMENT']);
    expect(codesOf({ kravdaDokument: ['KOLLEKTIVAVTAL'] }, { agreement: 'Fremia' })).toEqual(['DOKUMENT']);
    const relapse = (lastSickDay: string) =>
      codesOf(
        { kravdaDokument: ['LAKARINTYG'] },
        {},
        {
          sickPeriods: [aSickPeriod(), aSickPeriod({ firstSickDay: '2026-03-07', lastSickDay, shifts: [] })],
        },
      );
    expect([relapse('2026-03-10'), relapse('2026-03-11')]).toEqual([[], ['DOKUMENT']]);
  });

  it('avrundning: whole kronor, taken last', () => {
    const { amount, lines } = calculated({ avrundning: 'KRONA' });
    expect(amount).toBe('3179.00');
    expect(lines.at(-1)).toMatchObject({ code: 'AVRUNDNING', amount: '-0.31' });
    expect(calculated({ avrundning: 'KRONA' }, {}, { requestedAmount: '100.50' }).amount).toBe('101.00');
  });

  it('beloppDelegation warns above the limit', () => {
    expect(codesOf({ beloppDelegation: '3179.3' })).toEqual(['DELEGATION']);
    expect(codesOf({ beloppDelegation: '3179.31' })).toEqual([]);
    expect(codesOf({ beloppDelegation: null })).toEqual([]);
  });

  it('beloppNollUtfall: the outcome when the karensavdrag takes all; what was cut to nothing is refused', () => {
    const outcomeOf = (beloppNollUtfall: 'BIFALL' | 'AVSLAG', claim = exampleThree()) =>
      calculateSjuklon(claim, { ...defaultSjuklonPolicy, beloppNollUtfall }).outcome;
    expect(outcomeOf('BIFALL')).toBe('BIFALL');
    expect(outcomeOf('AVSLAG')).toBe('AVSLAG');
    const vacant = aClaim({ sickPeriods: [aSickPeriod({ shifts: [aShift({ substitute: null })] })] });
    expect(outcomeOf('BIFALL', vacant)).toBe('AVSLAG');
  });

  it('annanFranvaro: nothing, or the holiday pay earned meanwhile; taking holiday earns none', () => {
    const away = (cause: SickPeriodInput['cause'], annanFranvaro: SjuklonPolicy['annanFranvaro']) =>
      calculated({ annanFranvaro }, { cause }).amount;
    expect(away('VAB', 'AVSLAG')).toBe('0.00');
    // 12 % of 3,600 with contributions; neither sick pay nor karensavdrag.
    expect(away('VAB', 'SEMESTERDEL')).toBe('567.73');
    expect(away('SEMESTER', 'SEMESTERDEL')).toBe('0.00');
  });

  it('toleransKr: a claim within it is not told as too high, and pays what was computed all the same', () => {
    const asked = (requestedAmount: string) => calculated({ toleransKr: '10' }, {}, { requestedAmount });
    expect(asked('3189.31')).toMatchObject({ amount: '3179.31', cuts: [], outcome: 'BIFALL' });
    expect(asked('3189.32')).toMatchObject({ amount: '3179.31', cuts: [{ code: 'S18', amount: '10.01' }] });
  });

  it.each(['obKrav', 'overtidVikarieErsatts', 'semestersjukErsatts'] as const)(
    '%s has no input to act on yet',
    (key) => {
      const lines = (value: boolean) => calculated({ [key]: value }).lines;
      expect(lines(true)).toEqual(lines(false));
    },
  );
});

it('each period follows the policy in force on its first sick day, the claim that of the first of all', () => {
  const policyOn = (date: string) =>
    ({ ...defaultSjuklonPolicy, semesterBas: date < '2026-04-01' ? 'A' : 'B' }) as const;
  const april = aSickPeriod({
    firstSickDay: '2026-04-06',
    lastSickDay: '2026-04-08',
    shifts: ['06', '07', '08'].map((day) => aShift({ date: `2026-04-${day}` })),
  });
  const { parts, policy } = calculateSjuklon(aClaim({ sickPeriods: [april, aSickPeriod()] }), policyOn);
  expect(parts.map(({ amount }) => amount)).toEqual(['3406.41', '3179.31']);
  expect(policy.semesterBas).toBe('A');
});
