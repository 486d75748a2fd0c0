import type { CalendarDate, Decimal } from '../scalars/index.js';

/** A rate of employer's contribution for payments and ages, both ends included; null is open. */
export interface ContributionRate {
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  /** Age at the start of the payment year. */
  readonly ageFrom: number | null;
  readonly ageTo: number | null;
  readonly bornTo: number | null;
  readonly rate: Decimal;
  /** Pay a month up to which the rate holds, SEK; above it the standard rate. */
  readonly monthlyCeiling: Decimal | null;
  readonly lagrum: string;
  readonly source: string;
}

export interface SjuklonRates {
  /** The standard rate is the row without ages; of the others the first that fits goes before it. */
  readonly contributions: readonly ContributionRate[];
  /** Statutory holiday pay as a share of the pay. */
  readonly holidayPay: Decimal;
  /** Särskild löneskatt on pension premiums. */
  readonly pensionTax: Decimal;
  readonly sickPay: Decimal;
  /** Karensavdrag as a share of the average weekly sick pay. */
  readonly karensavdrag: Decimal;
  /** Last calendar day of the employer's sick-pay period. */
  readonly lastSickPayDay: number;
  /** A new spell at most this many days after the end of the former is the same period. */
  readonly relapseDays: number;
  /** Sick days before this one may bear a state compensation. */
  readonly stateCompensationEnded: CalendarDate;
}

const everyAge = { ageFrom: null, ageTo: null, bornTo: null, monthlyCeiling: null } as const;
const young = { ageFrom: 18, ageTo: 22, bornTo: null, monthlyCeiling: '25000' } as const;
const elder = { ageTo: null, bornTo: null, monthlyCeiling: null } as const;
const elderSource = 'SAL (2000:980) 2 kap. 27 §: only the ålderspensionsavgift';

/** Rates and limits by date, each with its source. New years are new rows; past rows are never changed. */
export const sjuklonRates: SjuklonRates = Object.freeze({
  contributions: Object.freeze<ContributionRate[]>([
    {
      ...everyAge,
      from: '2009-01-01',
      to: null,
      bornTo: 1937,
      rate: '0',
      lagrum: 'SAL (2000:980) 2 kap. 27 §',
      source: 'No contribution for persons born 1937 or earlier',
    },
    {
      ...elder,
      from: '2009-01-01',
      to: '2022-12-31',
      ageFrom: 65,
      rate: '0.1021',
      lagrum: 'SAL (2000:980) 2 kap. 27 §',
      source: elderSource,
    },
    {
      ...elder,
      from: '2023-01-01',
      to: '2025-12-31',
      ageFrom: 66,
      rate: '0.1021',
      lagrum: 'SAL (2000:980) 2 kap. 27 §',
      source: elderSource,
    },
    {
      ...elder,
      from: '2026-01-01',
      to: null,
      ageFrom: 67,
      rate: '0.1021',
      lagrum: 'SAL (2000:980) 2 kap. 27 §',
      source: elderSource,
    },
    {
      from: '2009-01-01',
      to: null,
      ageFrom: 15,
      ageTo: 17,
      bornTo: null,
      rate: '0.1021',
      monthlyCeiling: '25000',
      lagrum: 'SAL (2000:980) 2 kap.',
      source: 'SKR: 15–18 years, up to 25 000 kr a month',
    },
    {
      ...young,
      from: '2021-06-01',
      to: '2021-08-31',
      rate: '0.1021',
      lagrum: 'SAL (2000:980) 2 kap.',
      source: 'prop. 2020/21:202: June to August 2021',
    },
    {
      ...young,
      from: '2022-06-01',
      to: '2022-08-31',
      rate: '0.1021',
      lagrum: 'SAL (2000:980) 2 kap.',
      source: 'prop. 2021/22:97: June to August 2022',
    },
    {
      ...young,
      from: '2021-01-01',
      to: '2023-03-31',
      rate: '0.1973',
      lagrum: 'SAL (2000:980) 2 kap.',
      source: 'SKR: 19–23 years, up to 25 000 kr a month',
    },
    {
      ...young,
      from: '2026-04-01',
      to: '2027-09-30',
      rate: '0.2081',
      lagrum: 'SFS 2026:100',
      source: 'Ålderspensionsavgift 10,21 % and half of the rest, up to 25 000 kr a month',
    },
    {
      ...everyAge,
      from: '2009-01-01',
      to: null,
      rate: '0.3142',
      lagrum: 'SAL (2000:980) 2 kap. 26 §',
      source: 'SKR; the rate since 2009, unchanged until a row says otherwise',
    },
  ]),
  // Semesterlagen (1977:480) 16 b §.
  holidayPay: '0.12',
  // Lag (1991:687) om särskild löneskatt på pensionskostnader, 1 §.
  pensionTax: '0.2426',
  // Lag (1991:1047) om sjuklön, 6 §.
  sickPay: '0.8',
  // 6 § second paragraph: 20 % of the sick pay that is expected in an average week.
  karensavdrag: '0.2',
  // 7 § first paragraph.
  lastSickPayDay: 14,
  // 7 § third paragraph.
  relapseDays: 5,
  // prop. 2023/24:83.
  stateCompensationEnded: '2024-07-01',
});

/** The contribution rate in force for a payment to somebody of that birth year, and the standard beside it. */
export interface RateInForce {
  readonly reduced: ContributionRate | null;
  readonly standard: ContributionRate;
}

/** @throws RangeError when the table does not reach back to the date. */
export function contributionRateOn(
  rates: SjuklonRates,
  paymentDate: CalendarDate,
  birthYear: number,
): RateInForce {
  // Somebody born during year Y has turned N at the start of year Y + N + 1.
  const age = Number(paymentDate.slice(0, 4)) - birthYear - 1;
  let reduced: ContributionRate | null = null;
  let standard: ContributionRate | null = null;
  for (const row of rates.contributions) {
    if (paymentDate < row.from || (row.to !== null && row.to < paymentDate)) continue;
    if (row.ageFrom === null && row.ageTo === null && row.bornTo === null) standard = row;
    else reduced ??= fitsAge(row, age, birthYear) ? row : null;
  }
  if (standard === null) throw new RangeError('There is no contribution rate for the payment date.');
  return { reduced, standard };
}

function fitsAge(row: ContributionRate, age: number, birthYear: number): boolean {
  return (
    (row.ageFrom === null || age >= row.ageFrom) &&
    (row.ageTo === null || age <= row.ageTo) &&
    (row.bornTo === null || birthYear <= row.bornTo)
  );
}
