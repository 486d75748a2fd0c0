import type {
  AssistantInput,
  ShiftInput,
  SickPeriodInput,
  SjuklonInput,
  SjuklonPolicy,
} from '@kommunhub/schema';

/** Builders of checked claims: each test states only what matters to it. */

export function aClaim(some: Partial<SjuklonInput> = {}): SjuklonInput {
  return {
    kommunCode: '2080',
    personId: null,
    personnummer: null,
    provider: { name: 'Assistans i Dalarna AB', organisationNumber: null, ivoLicence: null, bankgiro: null },
    applicationDate: '2026-04-10',
    paymentDate: null,
    requestedAmount: null,
    stateCompensation: null,
    claimNumber: null,
    invoiceNumber: null,
    powerOfAttorney: null,
    grantedHours: null,
    documents: [],
    sickPeriods: [aSickPeriod()],
    ...some,
  };
}

/** Monday to Wednesday, three covered shifts of eight hours: example 1 of the domain document. */
export function aSickPeriod(some: Partial<SickPeriodInput> = {}): SickPeriodInput {
  return {
    assistant: anAssistant(),
    cause: 'SJUKDOM',
    firstSickDay: '2026-03-02',
    lastSickDay: '2026-03-04',
    previousPeriod: null,
    karensException: 'INGEN',
    medicalCertificate: null,
    holidayPayRate: null,
    insuranceRate: null,
    pensionRate: null,
    agreement: null,
    shifts: ['2026-03-02', '2026-03-03', '2026-03-04'].map((date) => aShift({ date })),
    ...some,
  };
}

export function anAssistant(some: Partial<AssistantInput> = {}): AssistantInput {
  return {
    name: 'Alva Ek',
    personnummer: null,
    birthYear: 1985,
    hourlyPay: '150',
    monthlyPay: null,
    averageWeeklyHours: '30',
    averageWeeklySupplements: '0',
    ...some,
  };
}

export function aShift(some: Partial<ShiftInput> = {}): ShiftInput {
  return {
    date: '2026-03-02',
    start: '08:00',
    end: '16:00',
    hours: '8',
    supplement: '0',
    type: 'AKTIV',
    scheduled: true,
    substitute: 'Bo Lind',
    substitutePersonnummer: null,
    substituteHours: null,
    ...some,
  };
}

/** Example 2: two spells of one period, one vacant shift, day 15, costs by agreement. */
export function exampleTwo(): SjuklonInput {
  const spell = {
    assistant: anAssistant({ hourlyPay: '165', averageWeeklyHours: '37', averageWeeklySupplements: '100' }),
    agreement: 'Vårdföretagarna',
    insuranceRate: '0.003',
    pensionRate: '0.045',
  };
  const days = [
    '2026-03-09',
    '2026-03-10',
    '2026-03-12',
    '2026-03-13',
    '2026-03-16',
    '2026-03-17',
    '2026-03-19',
  ];
  return aClaim({
    sickPeriods: [
      aSickPeriod({
        ...spell,
        lastSickDay: '2026-03-05',
        shifts: ['2026-03-02', '2026-03-03', '2026-03-05'].map((date) => aShift({ date })),
      }),
      aSickPeriod({
        ...spell,
        firstSickDay: '2026-03-09',
        lastSickDay: '2026-03-20',
        medicalCertificate: { from: '2026-03-09', to: '2026-03-20' },
        shifts: days.map((date) =>
          aShift({
            date,
            supplement: date <= '2026-03-10' ? '200' : '0',
            ...(date === '2026-03-13' && { substitute: null }),
          }),
        ),
      }),
    ],
  });
}

export const agreementOfExampleTwo: SjuklonPolicy['godkandaAvtal'] = [
  { namn: 'Vårdföretagarna', semester: '0.13', pension: '0.045', forsakring: '0.003' },
];

/** Example 3: one short shift of a young assistant, paid in May 2026. */
export function exampleThree(hours = '5'): SjuklonInput {
  return aClaim({
    applicationDate: '2026-06-01',
    paymentDate: '2026-05-25',
    sickPeriods: [
      aSickPeriod({
        assistant: anAssistant({ birthYear: 2006, hourlyPay: '140', averageWeeklyHours: '25' }),
        firstSickDay: '2026-05-04',
        lastSickDay: '2026-05-06',
        shifts: [aShift({ date: '2026-05-04', hours })],
      }),
    ],
  });
}
