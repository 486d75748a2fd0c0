import {
  addDays,
  defaultSjuklonPolicy,
  type ShiftInput,
  type SickPeriodInput,
  type SjuklonInput,
  type SjuklonPolicy,
} from '@kommunhub/schema';

/** A generator of numbers that gives the same ones for the same seed (mulberry32). */
export class Chance {
  constructor(private seed: number) {}

  /** At least zero and below one. */
  next(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }
  oneOf<Item>(items: readonly Item[]): Item {
    return items[this.between(0, items.length - 1)] as Item;
  }
  happens(share: number): boolean {
    return this.next() < share;
  }
}

const decimal = (units: number, scale: number) => {
  const text = (units / 10 ** scale).toFixed(scale);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

/** A policy with every key that has something to act on set at random. */
export function randomPolicy(chance: Chance): SjuklonPolicy {
  if (chance.happens(0.2)) return defaultSjuklonPolicy;
  return {
    ...defaultSjuklonPolicy,
    semesterBas: chance.oneOf(['A', 'B']),
    semesterProcentMax: chance.oneOf(['0.12', '0.13', '0.145', '0.1']),
    godkandaAvtal: chance.happens(0.7)
      ? [
          { namn: 'Vårdföretagarna', semester: '0.13', pension: '0.045', forsakring: '0.0031' },
          { namn: 'Fremia', semester: null, pension: '0.03', forsakring: null },
        ]
      : [],
    accepteraPensionUtanAvtal: chance.happens(0.4),
    karensFordelning: chance.oneOf(['KRONOLOGISK', 'PROPORTIONELL']),
    jourIngar: chance.happens(0.5),
    beredskapIngar: chance.happens(0.5),
    vikarieKrav: chance.oneOf(['PER_PASS', 'PER_DAG', 'INTYG']),
    vikarieToleransMin: chance.oneOf([0, 5, 15, 30]),
    lakarintygFranDag: chance.oneOf([8, 8, 1, 10, 15]),
    avrundning: chance.oneOf(['ORE', 'KRONA']),
    annanFranvaro: chance.oneOf(['AVSLAG', 'SEMESTERDEL']),
    toleransKr: chance.oneOf(['0', '10']),
    beloppNollUtfall: chance.oneOf(['BIFALL', 'AVSLAG']),
  };
}

const names = ['Alva Ek', 'Bo Lind', 'Cia Ask', 'Didrik Alm'];
const healthy = ['Elin Rönn', 'Frans Hägg', 'Gun Sälg', 'Hans Oxel', 'Ida Pil', 'Jon Tall'];

/** A claim such as companies send, with every oddity that the rules know of. */
export function randomClaim(chance: Chance): SjuklonInput {
  const firstDay = addDays(
    chance.oneOf(['2020-12-20', '2022-06-01', '2024-06-20', '2026-03-01', '2026-06-10']),
    chance.between(0, 20),
  );
  const assistants = Array.from({ length: chance.between(1, 3) }, (_, index) =>
    randomAssistant(chance, index),
  );
  const sickPeriods = assistants.flatMap((assistant) => randomSpells(chance, assistant, firstDay));
  return {
    kommunCode: '2080',
    personId: null,
    personnummer: null,
    provider: {
      name: 'Bolaget',
      organisationNumber: null,
      ivoLicence: chance.happens(0.03) ? false : chance.oneOf([true, null]),
      bankgiro: null,
    },
    applicationDate: addDays(firstDay, 60),
    paymentDate: chance.happens(0.5) ? null : addDays(firstDay, chance.between(0, 400)),
    requestedAmount: chance.happens(0.3) ? decimal(chance.between(0, 3_000_000), 2) : null,
    stateCompensation: chance.happens(0.2) ? decimal(chance.between(0, 200_000), 2) : null,
    claimNumber: null,
    invoiceNumber: null,
    powerOfAttorney: null,
    grantedHours: null,
    documents: chance.happens(0.5) ? ['INTYG_UTFORD_ASSISTANS'] : [],
    sickPeriods: chance.happens(0.8) ? sickPeriods : [...sickPeriods].reverse(),
  };
}

function randomAssistant(chance: Chance, index: number): SickPeriodInput['assistant'] {
  const isMonthly = chance.happens(0.3);
  return {
    name: names[index] ?? null,
    personnummer: null,
    birthYear: chance.oneOf([1930, 1956, 1959, 1970, 1975, 1980, 1985, 1999, 2003, 2004, 2006, 2008]),
    hourlyPay: isMonthly ? null : decimal(chance.between(9_000, 35_000), 2),
    monthlyPay: isMonthly ? decimal(chance.between(1_500_000, 9_500_000), 2) : null,
    averageWeeklyHours: decimal(chance.between(40_000, 480_000), 4),
    averageWeeklySupplements: chance.happens(0.5) ? '0' : decimal(chance.between(0, 80_000), 2),
  };
}

function randomSpells(
  chance: Chance,
  assistant: SickPeriodInput['assistant'],
  firstDay: string,
): readonly SickPeriodInput[] {
  let day = addDays(firstDay, chance.between(0, 5));
  return Array.from({ length: chance.oneOf([1, 1, 2, 2, 3]) }, (_, index) => {
    const firstSickDay = day;
    const lastSickDay = addDays(firstSickDay, chance.oneOf([0, 2, 3, 6, 8, 13, 16]));
    // Five days is the same period, six a new one; sometimes two spells of the claim overlap.
    day = addDays(lastSickDay, chance.oneOf([1, 3, 5, 5, 6, 6, 9, -1]));
    const beforeLast = addDays(firstSickDay, -chance.oneOf([1, 4, 5, 6, 12]));
    return {
      assistant,
      cause: chance.happens(0.9) ? 'SJUKDOM' : chance.oneOf(['VAB', 'FORALDRALEDIGHET', 'SEMESTER', 'ANNAN']),
      firstSickDay,
      lastSickDay,
      previousPeriod: chance.happens(index === 0 ? 0.3 : 0.1)
        ? {
            firstSickDay: addDays(beforeLast, -chance.between(0, 9)),
            lastSickDay: beforeLast,
            karensDeducted: chance.happens(0.5) ? null : decimal(chance.between(0, 90_000), 2),
          }
        : null,
      karensException: chance.happens(0.9) ? 'INGEN' : chance.oneOf(['TIO_KARENS', 'SARSKILT_HOGRISKSKYDD']),
      medicalCertificate: chance.happens(0.7)
        ? {
            from: addDays(firstSickDay, chance.oneOf([0, 0, 0, 7, 9])),
            to: addDays(lastSickDay, chance.between(0, 9)),
          }
        : null,
      holidayPayRate: chance.oneOf([null, null, null, '0.12', '0.12', '0.13', '0.1', '0.15']),
      insuranceRate: chance.oneOf([null, null, '0.003', '0.0045']),
      pensionRate: chance.oneOf([null, null, '0.045', '0.06']),
      agreement: chance.oneOf([null, 'Vårdföretagarna', 'fremia', 'Annat']),
      shifts: randomShifts(chance, firstSickDay, lastSickDay),
    };
  });
}

function randomShifts(chance: Chance, from: string, to: string): readonly ShiftInput[] {
  const shifts: ShiftInput[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (chance.happens(0.5)) continue;
    const isTimed = chance.happens(0.7);
    const starts = chance.happens(0.2) ? ['07:00', '16:30'] : [chance.oneOf(['08:00', '22:00'])];
    for (const start of starts) shifts.push(randomShift(chance, date, isTimed ? start : null));
  }
  const [again] = shifts;
  return again !== undefined && chance.happens(0.05) ? [...shifts, again] : shifts;
}

const ends: Readonly<Record<string, string>> = {
  '07:00': '14:15',
  '08:00': '16:00',
  '16:30': '23:00',
  '22:00': '07:00',
};
const spans: Readonly<Record<string, number>> = { '07:00': 7.25, '08:00': 8, '16:30': 6.5, '22:00': 9 };

function randomShift(chance: Chance, date: string, start: string | null): ShiftInput {
  const longest = start === null ? 9 : (spans[start] ?? 8);
  const hours = chance.happens(0.6) ? longest : chance.between(1, longest * 100) / 100;
  const substitute = chance.happens(0.9) ? chance.oneOf(chance.happens(0.05) ? names : healthy) : null;
  const partly = chance.oneOf([hours, hours + 1, hours - 0.25, hours / 2, hours / 3, hours - 0.08, 0]);
  return {
    date,
    start,
    end: start === null ? null : (ends[start] ?? null),
    hours: decimal(Math.round(hours * 10_000), 4),
    supplement: chance.happens(0.5) ? '0' : decimal(chance.between(0, 90_000), 2),
    type: chance.happens(0.8) ? 'AKTIV' : chance.oneOf(['VANTETID', 'BEREDSKAP']),
    scheduled: chance.happens(0.98),
    substitute,
    substitutePersonnummer: null,
    substituteHours: chance.happens(0.3) ? decimal(Math.max(0, Math.round(partly * 10_000)), 4) : null,
  };
}
