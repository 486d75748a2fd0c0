import type { CalendarDate, Decimal } from '../scalars/index.js';

/** Why the assistant was away; only SJUKDOM gives sick pay (lag 1991:1047, 4 §). */
export const absenceCauses = [
  'SJUKDOM',
  'VAB',
  'FORALDRALEDIGHET',
  'GRAVIDITET',
  'SEMESTER',
  'ANNAN',
] as const;
export type AbsenceCause = (typeof absenceCauses)[number];

/**
 * Why no karensavdrag is made: the eleventh in twelve months, or a decision by
 * Försäkringskassan on särskilt högriskskydd (lag 1991:1047, 6 och 13 §§).
 */
export const karensExceptions = ['INGEN', 'TIO_KARENS', 'SARSKILT_HOGRISKSKYDD'] as const;
export type KarensException = (typeof karensExceptions)[number];

/** Active work, jour (waiting at the workplace) or beredskap (waiting elsewhere). */
export const shiftTypes = ['AKTIV', 'VANTETID', 'BEREDSKAP'] as const;
export type ShiftType = (typeof shiftTypes)[number];

/**
 * One claim: a person's application for the cost of sick assistants.
 *
 * As read by `checkSjuklonInput`: what was left out is null or has its default,
 * decimals are in their one form, texts are trimmed.
 */
export interface SjuklonInput {
  readonly kommunCode: string;
  /** The hub's id of the person with assistance. */
  readonly personId: string | null;
  readonly personnummer: string | null;
  readonly provider: ProviderInput;
  readonly applicationDate: CalendarDate;
  /** When sick pay was or will be paid: decides the contribution rates. Null counts as the application date. */
  readonly paymentDate: CalendarDate | null;
  readonly requestedAmount: Decimal | null;
  /** Compensation from Försäkringskassan for high sick-pay costs, abolished on 1 July 2024. */
  readonly stateCompensation: Decimal | null;
  readonly claimNumber: string | null;
  readonly invoiceNumber: string | null;
  /** Whether there is a fullmakt for the provider; null when not stated. */
  readonly powerOfAttorney: boolean | null;
  /** Assistance hours granted for the time of the claim. */
  readonly grantedHours: Decimal | null;
  /** Which documents came with the claim, by the codes of `sjuklonDocuments` or the kommun's own. */
  readonly documents: readonly string[];
  readonly sickPeriods: readonly SickPeriodInput[];
}

export interface ProviderInput {
  readonly name: string;
  readonly organisationNumber: string | null;
  /** LSS 23 §; null when not stated. */
  readonly ivoLicence: boolean | null;
  readonly bankgiro: string | null;
}

/** One spell of absence of one assistant. */
export interface SickPeriodInput {
  readonly assistant: AssistantInput;
  readonly cause: AbsenceCause;
  readonly firstSickDay: CalendarDate;
  readonly lastSickDay: CalendarDate;
  /** An earlier spell that is not in this claim. */
  readonly previousPeriod: PreviousSickPeriodInput | null;
  readonly karensException: KarensException;
  readonly medicalCertificate: CertificateInput | null;
  /** Shares of 1: `0.12` is 12 %. */
  readonly holidayPayRate: Decimal | null;
  readonly insuranceRate: Decimal | null;
  readonly pensionRate: Decimal | null;
  /** Name of the collective agreement that the rates rest on. */
  readonly agreement: string | null;
  readonly shifts: readonly ShiftInput[];
}

export interface PreviousSickPeriodInput {
  readonly firstSickDay: CalendarDate;
  readonly lastSickDay: CalendarDate;
  /** What was deducted then; null counts as the whole karensavdrag. */
  readonly karensDeducted: Decimal | null;
}

export interface CertificateInput {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** The sick assistant: has an hourly or a monthly pay, never both. */
export interface AssistantInput {
  readonly name: string | null;
  readonly personnummer: string | null;
  readonly birthYear: number;
  readonly hourlyPay: Decimal | null;
  readonly monthlyPay: Decimal | null;
  readonly averageWeeklyHours: Decimal;
  /** Regular supplements a week, SEK. */
  readonly averageWeeklySupplements: Decimal;
}

/** A shift that the assistant was to work. */
export interface ShiftInput {
  readonly date: CalendarDate;
  /** `HH:MM`; an end that is not after the start lies on the next day. */
  readonly start: string | null;
  readonly end: string | null;
  readonly hours: Decimal;
  /** OB or compensation for jour and beredskap for the whole shift, SEK. */
  readonly supplement: Decimal;
  readonly type: ShiftType;
  /** Whether the shift was the assistant's own by the ordinary schedule. */
  readonly scheduled: boolean;
  /** Name of the substitute. Without name and number nobody stood in. */
  readonly substitute: string | null;
  readonly substitutePersonnummer: string | null;
  /** Null with a substitute: the whole shift. */
  readonly substituteHours: Decimal | null;
}
