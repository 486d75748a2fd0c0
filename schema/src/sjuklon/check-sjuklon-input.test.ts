import { describe, expect, it } from 'vitest';
import { aClaim, anAssistant, aShift, aSickPeriod } from '../../../test/sjuklon/a-claim.js';
import {
  calculateSjuklon,
  checkSjuklonInput,
  defaultSjuklonPolicy,
  inputFaults,
  type SjuklonInput,
} from './index.js';

const today = '2026-11-22';

function faultsOf(input: unknown): readonly (readonly [path: string, code: string])[] {
  const checked = checkSjuklonInput(input, today);
  return checked.kind === 'rejected' ? checked.faults.map(({ path, code }) => [path, code] as const) : [];
}

const withClaim = (some: Record<string, unknown>) => ({ ...aClaim(), ...some });
const withPeriod = (some: Record<string, unknown>) =>
  aClaim({ sickPeriods: [{ ...aSickPeriod(), ...some }] });
const withShift = (some: Record<string, unknown>) => withPeriod({ shifts: [{ ...aShift(), ...some }] });

describe('a claim that is let through', () => {
  it('is given back as it is computed: defaults filled, decimals in one form, texts trimmed', () => {
    const written = {
      kommunCode: '2080',
      provider: { name: ' Assistans AB ', organisationNumber: '5560360793', bankgiro: '1234567' },
      applicationDate: '2026-04-01',
      requestedAmount: 3179.31,
      sickPeriods: [
        {
          assistant: {
            birthYear: 1985,
            hourlyPay: '150.00',
            averageWeeklyHours: '030',
            personnummer: '850707-9805',
          },
          firstSickDay: '2026-03-02',
          lastSickDay: '2026-03-02',
          shifts: [{ date: '2026-03-02', hours: '8.0', substitute: 'Bo Lind', supplement: null }],
        },
      ],
    };
    const checked = checkSjuklonInput(written, today);
    expect(checked).toMatchObject({
      kind: 'value',
      value: {
        provider: {
          name: 'Assistans AB',
          organisationNumber: '556036-0793',
          ivoLicence: null,
          bankgiro: '123-4567',
        },
        requestedAmount: '3179.31',
        paymentDate: null,
        documents: [],
        sickPeriods: [
          {
            cause: 'SJUKDOM',
            karensException: 'INGEN',
            previousPeriod: null,
            assistant: {
              hourlyPay: '150',
              monthlyPay: null,
              averageWeeklyHours: '30',
              averageWeeklySupplements: '0',
            },
            shifts: [{ hours: '8', supplement: '0', type: 'AKTIV', scheduled: true, substituteHours: null }],
          },
        ],
      },
    });
    if (checked.kind === 'value') {
      expect(checkSjuklonInput(checked.value, today)).toEqual(checked);
      expect(checked.value.sickPeriods[0]?.assistant.personnummer).toBe('198507079805');
    }
  });

  it.each<[string, unknown]>([
    ['no shifts', withPeriod({ shifts: [] })],
    ['no periods', withClaim({ sickPeriods: [] })],
    ['0,00 requested', withClaim({ requestedAmount: '0.00' })],
    ['the same shift twice (S09 cuts it)', withPeriod({ shifts: [aShift(), aShift()] })],
    ['a night shift', withShift({ start: '22:00', end: '07:00', hours: '9' })],
    ['a planned payment', withClaim({ paymentDate: '2026-12-25' })],
    ['sick today', withPeriod({ firstSickDay: today, lastSickDay: today, shifts: [] })],
    [
      'ten hours in the night when summer time ends',
      withPeriod({
        firstSickDay: '2025-10-25',
        lastSickDay: '2025-10-25',
        shifts: [aShift({ date: '2025-10-25', start: '22:00', end: '07:00', hours: '10' })],
      }),
    ],
    [
      'a substitute of the same name with another number',
      withPeriod({
        assistant: anAssistant({ personnummer: '19811218-9876', birthYear: 1981 }),
        shifts: [aShift({ substitute: 'Alva Ek', substitutePersonnummer: '19670919-9530' })],
      }),
    ],
  ])('may have %s', (_, input) => {
    expect(faultsOf(input)).toEqual([]);
  });
});

describe('faults', () => {
  it('are told all at once', () => {
    const input = withClaim({
      kommunCode: '0000',
      applicationDate: '2027-01-01',
      sickPeriods: [
        aSickPeriod({ shifts: [aShift({ hours: '-8' }), aShift({ date: '2026-04-01' })] }),
        {
          ...aSickPeriod(),
          assistant: { ...anAssistant(), hourlyPay: null, birthYear: null },
          lastSickDay: '2026-02-01',
        },
      ],
    });
    expect(faultsOf(input).map(([, code]) => code)).toEqual([
      'KOMMUN_UNKNOWN',
      'DATE_FUTURE',
      'NEGATIVE',
      'SHIFT_OUTSIDE_PERIOD',
      'VALUE_MISSING',
      'PAY_NEITHER',
      'DATE_ORDER',
      'SHIFT_OUTSIDE_PERIOD',
      'SHIFT_OUTSIDE_PERIOD',
      'SHIFT_OUTSIDE_PERIOD',
    ]);
  });

  it('never repeat a value or the name of an unknown field', () => {
    const secret = '19811218-9876 Alva';
    const input: Record<string, unknown> = {
      [secret]: 1,
      provider: { [secret]: secret },
      documents: [secret],
    };
    for (const field of Object.keys(aClaim())) input[field] ??= secret;
    input.sickPeriods = [
      { [secret]: secret, shifts: [secret, { [secret]: secret, date: secret, hours: secret }] },
    ];
    const checked = checkSjuklonInput(input, today);
    expect(JSON.stringify(checked)).not.toContain('1218');
    expect(faultsOf(input)).toContainEqual(['', 'FIELD_UNKNOWN']);
    expect(faultsOf(input)).toContainEqual(['provider', 'FIELD_UNKNOWN']);
  });

  it('are Swedish sentences', () => {
    const sentences = Object.values(inputFaults);
    expect(sentences.filter((sentence) => !/^\p{Lu}.*\.$/u.test(sentence))).toEqual([]);
  });

  it('stop at a number that somebody can read', () => {
    const sickPeriods = Array.from({ length: 50 }, () => ({ shifts: Array(100).fill({}) }));
    const faults = faultsOf(withClaim({ sickPeriods }));
    expect(faults).toHaveLength(501);
    expect(faults.at(-1)).toEqual(['', 'TOO_MANY_FAULTS']);
  });

  it('leave a claim as large as is let through cheap to compute', () => {
    const shifts = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...aShift({ date: '2026-03-02', start: null, end: null, supplement: '0.07', type: 'VANTETID' }),
        hours: ((index + 1) / 10_000).toFixed(4),
        substituteHours: '0.0001',
      }));
    const periods = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        aSickPeriod({
          assistant: anAssistant({
            hourlyPay: null,
            monthlyPay: '30000.01',
            averageWeeklyHours: `${30 + index}.7`,
          }),
          shifts: shifts(250),
        }),
      );
    const largest = withClaim({ sickPeriods: periods(20) });
    const begun = process.cpuUsage();
    const checked = checkSjuklonInput(largest, today);
    if (checked.kind !== 'value') throw new Error('The largest claim is refused.');
    calculateSjuklon(checked.value, {
      ...defaultSjuklonPolicy,
      karensFordelning: 'PROPORTIONELL',
      vikarieKrav: 'PER_DAG',
    });
    calculateSjuklon(checked.value, defaultSjuklonPolicy);
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1e6).toBeLessThan(10);
    expect(faultsOf(withClaim({ sickPeriods: periods(21) }))).toEqual([['sickPeriods', 'LIST_TOO_LONG']]);
  });

  it('are told of whatever is sent instead of a claim', () => {
    for (const input of [undefined, null, 1, 'x', [], () => 1]) expect(faultsOf(input)).toHaveLength(1);
    expect(faultsOf({}).map(([path]) => path)).toEqual([
      'kommunCode',
      'provider',
      'applicationDate',
      'sickPeriods',
    ]);
    const polluted = JSON.parse('{"__proto__": {"kommunCode": "2080"}, "constructor": 1}');
    expect(faultsOf(polluted)).toContainEqual(['kommunCode', 'VALUE_MISSING']);
    const inherited = Object.create(aClaim()) as SjuklonInput;
    expect(faultsOf(inherited)).toContainEqual(['kommunCode', 'VALUE_MISSING']);
  });
});
