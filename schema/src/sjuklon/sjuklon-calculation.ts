import type { CalendarDate, Decimal } from '../scalars/index.js';
import type { SjuklonPolicy } from './sjuklon-policy.js';

/** Kinds of lines, in the order in which they are computed. */
export const sjuklonLineCodes = [
  'SJUKLON_FORE_KARENS',
  'KARENSAVDRAG',
  'SEMESTERERSATTNING',
  'ARBETSGIVARAVGIFT_NEDSATT',
  'ARBETSGIVARAVGIFT',
  'FORSAKRING',
  'PENSION',
  'SARSKILD_LONESKATT',
  'BEGRANSNING_TILL_BEGART',
  'STATLIG_ERSATTNING',
  'AVRUNDNING',
] as const;
export type SjuklonLineCode = (typeof sjuklonLineCodes)[number];

/** Rules of a policy and of reading 11 that are no check S01–S19 of their own. */
export const sjuklonRuleCodes = ['JOUR', 'DOKUMENT', 'FAKTURA', 'PERIOD', 'DELEGATION'] as const;

/** Checks S01–S19, then the rules of a policy. */
export const sjuklonCheckCodes = [
  'S01',
  'S02',
  'S03',
  'S04',
  'S05',
  'S06',
  'S07',
  'S08',
  'S09',
  'S10',
  'S11',
  'S12',
  'S13',
  'S14',
  'S15',
  'S16',
  'S17',
  'S18',
  'S19',
  ...sjuklonRuleCodes,
] as const;
export type SjuklonCheckCode = (typeof sjuklonCheckCodes)[number];

/** One addend of the amount: all lines of a calculation sum to it. Deductions are negative. */
export interface SjuklonLine {
  readonly code: SjuklonLineCode;
  readonly label: string;
  readonly base: Decimal | null;
  readonly rate: Decimal | null;
  readonly amount: Decimal;
  readonly lagrum: string | null;
  /** How the amount came about, in Swedish, without name or number of anybody. */
  readonly explanation: string;
  /** Position in `parts`; null for lines of the whole claim. */
  readonly part: number | null;
}

/** Something that is not paid, and why. */
export interface SjuklonCut {
  readonly code: SjuklonCheckCode;
  /** Every reason that applies, `code` first. */
  readonly codes: readonly SjuklonCheckCode[];
  /** Swedish sentence without name or number of anybody. */
  readonly message: string;
  /** The place in the input, as `sickPeriods.0.shifts.3`; empty for the whole claim. */
  readonly path: string;
  readonly date: CalendarDate | null;
  /** Hours not paid; null where the cut is not of hours. */
  readonly hours: Decimal | null;
  /** What is cut: of shifts the sick pay before karensavdrag and additions; null where it is a rate. */
  readonly amount: Decimal | null;
}

/** Something to look at that changes nothing in the amount. */
export interface SjuklonWarning {
  readonly code: SjuklonCheckCode;
  readonly message: string;
  readonly path: string;
}

/** One legal sick period of one assistant: spells joined by återinsjuknande are one. */
export interface SjuklonPart {
  /** Positions in `sickPeriods` of the spells that are joined. */
  readonly sickPeriods: readonly number[];
  readonly firstSickDay: CalendarDate;
  readonly lastSickDay: CalendarDate;
  /** Day of the legal sick period that `firstSickDay` is. */
  readonly firstDayNumber: number;
  /** Hours of shifts in the claim, and those of them that are paid for. */
  readonly hours: Decimal;
  readonly coveredHours: Decimal;
  readonly lossOfPay: Decimal;
  readonly sickPay: Decimal;
  /** Sum of the part's lines. */
  readonly amount: Decimal;
}

/** What the law would have decided on the facts given; a person decides. */
export type ProposedOutcome = 'BIFALL' | 'DELVIS_BIFALL' | 'AVSLAG';

export interface SjuklonCalculation {
  readonly amount: Decimal;
  readonly requested: Decimal | null;
  readonly outcome: ProposedOutcome;
  readonly lines: readonly SjuklonLine[];
  readonly parts: readonly SjuklonPart[];
  readonly cuts: readonly SjuklonCut[];
  readonly warnings: readonly SjuklonWarning[];
  /** The policy in force on the claim's first sick day. */
  readonly policy: SjuklonPolicy;
}
