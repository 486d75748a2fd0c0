import { describe, expect, it } from 'vitest';
import { aClaim, anAssistant, aShift, aSickPeriod } from '../../../test/sjuklon/a-claim.js';
import {
  calculateSjuklon,
  defaultSjuklonPolicy,
  type ShiftInput,
  type SickPeriodInput,
  type SjuklonInput,
  type SjuklonPolicy,
} from './index.js';

interface Given {
  readonly claim?: Partial<SjuklonInput>;
  readonly period?: Partial<SickPeriodInput>;
  readonly shift?: Partial<ShiftInput>;
  readonly policy?: Partial<SjuklonPolicy>;
  readonly facts?: Parameters<typeof calculateSjuklon>[2];
}

/** A claim of one shift, with what the test states of claim, period, shift and policy. */
function calculated({ claim, period, shift, policy, facts }: Given) {
  const one = aSickPeriod({ shifts: [aShift(shift)], ...period });
  return calculateSjuklon(
    aClaim({ sickPeriods: [one], ...claim }),
    { ...defaultSjuklonPolicy, ...policy },
    facts,
  );
}

/** Codes of cuts and warnings, without doubles. */
function codesOf(given: Given): readonly string[] {
  const { cuts, warnings } = calculated(given);
  return [...new Set([...cuts.flatMap(({ codes }) => codes), ...warnings.map(({ code }) => code)])];
}

const later = (date: string, some: Partial<SickPeriodInput> = {}): Partial<SickPeriodInput> => ({
  lastSickDay: date,
  shifts: [aShift({ date })],
  ...some,
});
const former = (lastSickDay: string, karensDeducted: string | null) => ({
  previousPeriod: { firstSickDay: '2026-02-20', lastSickDay, karensDeducted },
});
const withSubstituteIll = (lastSickDay: string): Given => ({
  claim: {
    sickPeriods: [
      aSickPeriod({ shifts: [aShift({ date: '2026-03-04' })] }),
      aSickPeriod({ assistant: anAssistant({ name: 'Bo Lind' }), lastSickDay, shifts: [] }),
    ],
  },
});
const twoShifts = (second: Partial<ShiftInput>): Given => ({
  period: { shifts: [aShift(), aShift({ substitute: 'Cia Ask', ...second })] },
});

describe.each<[code: string, triggers: Given, justNot: Given]>([
  ['S01', { facts: { facts: { hasAssistance: false } } }, { facts: { facts: { hasAssistance: true } } }],
  [
    'S02',
    { claim: { provider: { name: 'B', organisationNumber: null, ivoLicence: false, bankgiro: null } } },
    { claim: { provider: { name: 'B', organisationNumber: null, ivoLicence: true, bankgiro: null } } },
  ],
  ['S03', { claim: { powerOfAttorney: false } }, { claim: { powerOfAttorney: true } }],
  ['S04', { shift: { scheduled: false } }, { shift: { scheduled: true } }],
  ['S05', { shift: { substituteHours: '7.9999' } }, { shift: { substituteHours: '8' } }],
  [
    'S06',
    { period: later('2026-03-16'), policy: { lakarintygFranDag: 15 } },
    { period: later('2026-03-15'), policy: { lakarintygFranDag: 15 } },
  ],
  ['S07', { period: former('2026-02-25', null) }, { period: former('2026-02-25', '720') }],
  ['S08', { period: later('2026-03-09') }, { period: later('2026-03-08') }],
  [
    'S09',
    twoShifts({ start: '15:59', end: '20:00', hours: '4' }),
    twoShifts({ start: '16:00', end: '20:00', hours: '4' }),
  ],
  ['S10', withSubstituteIll('2026-03-04'), withSubstituteIll('2026-03-03')],
  ['S11', { period: { cause: 'VAB' } }, { period: { cause: 'SJUKDOM' } }],
  [
    'S12',
    { period: { karensException: 'SARSKILT_HOGRISKSKYDD' } },
    { period: { karensException: 'TIO_KARENS' } },
  ],
  ['S13', { period: { holidayPayRate: '0.120001' } }, { period: { holidayPayRate: '0.12' } }],
  ['S14', { shift: { substituteHours: '8.0001' } }, { shift: { substituteHours: '8' } }],
  [
    'S15',
    {
      claim: { paymentDate: '2026-04-01', requestedAmount: '3000' },
      period: { assistant: anAssistant({ birthYear: 2003 }) },
    },
    {
      claim: { paymentDate: '2026-04-01', requestedAmount: '3000' },
      period: { assistant: anAssistant({ birthYear: 2002 }) },
    },
  ],
  [
    'S16',
    { period: { assistant: anAssistant({ birthYear: 2009 }) } },
    { period: { assistant: anAssistant({ birthYear: 2008 }) } },
  ],
  ['S17', { claim: { applicationDate: '2026-06-05' } }, { claim: { applicationDate: '2026-06-04' } }],
  ['S18', { claim: { requestedAmount: '353.27' } }, { claim: { requestedAmount: '353.26' } }],
  ['S19', { claim: { grantedHours: '7.9999' } }, { claim: { grantedHours: '8' } }],
])('%s', (code, triggers, justNot) => {
  it('is told when it applies, with a Swedish sentence and the place', () => {
    expect(codesOf(triggers)).toContain(code);
    const { cuts, warnings } = calculated(triggers);
    const told = [...cuts, ...warnings].filter((one) => one.code === code);
    expect(told.every(({ message, path }) => /^\p{Lu}.*\.$/u.test(message) && path !== '')).toBe(true);
  });
  it('is not told just on the other side', () => {
    expect(codesOf(justNot)).not.toContain(code);
  });
});

describe('several reasons against one shift', () => {
  it('are all listed, first in the order of reading 11', () => {
    const everything: Given = {
      policy: { jourIngar: false },
      claim: {
        sickPeriods: [
          aSickPeriod({
            assistant: anAssistant({ birthYear: 2010 }),
            karensException: 'SARSKILT_HOGRISKSKYDD',
            lastSickDay: '2026-03-16',
            shifts: [
              aShift({ date: '2026-03-16', type: 'VANTETID' }),
              aShift({
                date: '2026-03-16',
                type: 'VANTETID',
                scheduled: false,
                substitute: 'Bo Lind',
                substituteHours: '1',
              }),
            ],
          }),
          aSickPeriod({ assistant: anAssistant({ name: 'Bo Lind' }), lastSickDay: '2026-03-16', shifts: [] }),
        ],
      },
    };
    const { cuts } = calculated(everything);
    expect(cuts[0]?.codes).toEqual(['S06', 'JOUR', 'S16', 'S08', 'S10', 'S12']);
    expect(cuts[1]?.codes).toEqual(['S04', 'S09', 'S06', 'JOUR', 'S16', 'S08', 'S10', 'S05', 'S12']);
    const vab = calculated({ period: { ...later('2026-03-16'), cause: 'VAB' }, shift: {} });
    expect(vab.cuts[0]?.codes).toEqual(['S06', 'S11']);
  });
});

describe('shifts without times', () => {
  const untimed = (some: Partial<ShiftInput>) => aShift({ start: null, end: null, hours: '4', ...some });
  const cutsOf = (second: Partial<ShiftInput>) =>
    calculated({ period: { shifts: [untimed({}), untimed(second)] } }).cuts.map(({ code }) => code);

  it('are one claimed twice only when all that is told of them is alike', () => {
    expect(cutsOf({})).toEqual(['S09']);
    expect(cutsOf({ substitute: 'BO LIND ' })).toEqual(['S09']);
    expect(cutsOf({ substitute: 'Cia Ask' })).toEqual([]);
    expect(cutsOf({ substituteHours: '4', supplement: '10' })).toEqual([]);
    expect(cutsOf({ date: '2026-03-03' })).toEqual([]);
  });
});

describe('which shifts bear the karensavdrag', () => {
  const karensOf = (first: Partial<ShiftInput>, given: Given = {}) => {
    const shifts = [aShift(first), aShift({ date: '2026-03-03' })];
    const { lines } = calculated({ ...given, period: { shifts, ...given.period } });
    return lines.find(({ code }) => code === 'KARENSAVDRAG')?.amount;
  };

  it('a sick shift without a substitute, or with one who cannot be, bears it first', () => {
    expect(karensOf({})).toBe('-720.00');
    expect(karensOf({ substitute: null })).toBe('0.00');
    expect(karensOf({ substitute: 'Alva Ek' })).toBe('0.00');
    expect(karensOf({ substituteHours: '2' })).toBe('-180.00');
  });
  it('a shift that was not to work, is claimed twice or is jour kept out by the policy bears none', () => {
    expect(karensOf({ scheduled: false })).toBe('-720.00');
    expect(karensOf({ type: 'VANTETID', supplement: '900' }, { policy: { jourIngar: false } })).toBe(
      '-720.00',
    );
    expect(karensOf({ type: 'VANTETID', supplement: '900' })).toBe('-720.00');
    expect(karensOf({}, { facts: { facts: { claimedBefore: new Set(['0.0']) } } })).toBe('-720.00');
  });
  it('a shift cut for want of läkarintyg bears none', () => {
    const policy = { lakarintygFranDag: 1 };
    const covers = (from: string) => ({ policy, period: { medicalCertificate: { from, to: '2026-03-04' } } });
    expect(karensOf({}, covers('2026-03-03'))).toBe('-720.00');
  });
  it('nobody with ten deductions in twelve months bears any', () => {
    expect(karensOf({}, { period: { karensException: 'TIO_KARENS' } })).toBe('0.00');
  });
  it('nor does the relapse of who had ten, for the deduction is made once a period; told in words', () => {
    const free = aSickPeriod({ karensException: 'TIO_KARENS' });
    const relapse = aSickPeriod({
      firstSickDay: '2026-03-09',
      lastSickDay: '2026-03-09',
      shifts: [aShift({ date: '2026-03-09' })],
    });
    const karens = (...sickPeriods: SickPeriodInput[]) =>
      calculated({ claim: { sickPeriods } }).lines.find(({ code }) => code === 'KARENSAVDRAG');
    expect(karens(free, relapse)).toMatchObject({
      amount: '0.00',
      explanation: expect.stringContaining('tio avdrag'),
    });
    expect(karens({ ...free, karensException: 'INGEN' }, relapse)?.amount).toBe('-720.00');
  });
});

describe('an earlier spell (reading 6)', () => {
  const karensAfter = (given: Partial<SickPeriodInput>) =>
    calculated({ period: given }).lines.find(({ code }) => code === 'KARENSAVDRAG')?.amount;

  it('has borne what it says, or all of it where it says nothing', () => {
    expect(karensAfter(former('2026-02-25', '700'))).toBe('-20.00');
    expect(karensAfter(former('2026-02-25', '720'))).toBe('0.00');
    expect(karensAfter(former('2026-02-25', null))).toBe('0.00');
  });
  it('is another period when more than five days have passed, which is told', () => {
    expect(karensAfter(former('2026-02-24', '720'))).toBe('-720.00');
    expect(codesOf({ period: former('2026-02-24', '720') })).toEqual(['S07']);
  });
  it('that has borne more than the whole is told', () => {
    expect(codesOf({ period: former('2026-02-25', '720.02') })).toEqual(['S07']);
  });
});

describe('state compensation (reading 10)', () => {
  const paidBefore = (firstSickDay: string) =>
    calculated({
      claim: { stateCompensation: '100' },
      period: { firstSickDay, lastSickDay: '2024-07-01', shifts: [aShift({ date: '2024-07-01' })] },
    });

  it('is deducted whole when a sick day lies before July 2024', () => {
    const { amount, lines, cuts, outcome } = paidBefore('2024-06-30');
    expect(amount).toBe('253.26');
    expect(lines.at(-1)).toMatchObject({ code: 'STATLIG_ERSATTNING', amount: '-100.00' });
    expect(cuts).toMatchObject([{ code: 'S12', path: 'stateCompensation' }]);
    expect(outcome).toBe('BIFALL');
  });
  it('is otherwise left alone with a warning', () => {
    expect(paidBefore('2024-07-01')).toMatchObject({
      amount: '353.26',
      warnings: [{ code: 'S17' }, { code: 'S12' }],
    });
  });
});

describe('rates by agreement (reading 9)', () => {
  const godkandaAvtal = [{ namn: 'Fremia', semester: '0.13', pension: '0.03', forsakring: null }];
  const ratesOf = (period: Partial<SickPeriodInput>, policy: Partial<SjuklonPolicy> = {}) =>
    Object.fromEntries(
      calculated({ period, policy: { godkandaAvtal, semesterProcentMax: '0.14', ...policy } }).lines.map(
        ({ code, rate }) => [code, rate],
      ),
    );

  it('holiday pay: 12 % when not stated, less as claimed, more only by agreement and up to its rate', () => {
    expect(ratesOf({}).SEMESTERERSATTNING).toBe('0.12');
    expect(ratesOf({ holidayPayRate: '0.1' }).SEMESTERERSATTNING).toBe('0.1');
    expect(ratesOf({ holidayPayRate: '0.13' }).SEMESTERERSATTNING).toBe('0.12');
    expect(ratesOf({ holidayPayRate: '0.14', agreement: 'fremia' }).SEMESTERERSATTNING).toBe('0.13');
  });
  it('insurance and pension only by agreement, pension also without where the policy takes it', () => {
    const claimed = { pensionRate: '0.045', insuranceRate: '0.003' };
    expect(ratesOf(claimed)).not.toHaveProperty('PENSION');
    expect(ratesOf({ ...claimed, agreement: 'Fremia' })).toMatchObject({ PENSION: '0.03' });
    expect(ratesOf({ ...claimed, agreement: 'Fremia' })).not.toHaveProperty('FORSAKRING');
    expect(ratesOf(claimed, { accepteraPensionUtanAvtal: true })).toMatchObject({ PENSION: '0.045' });
  });
});
