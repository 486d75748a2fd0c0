import type { Decimal } from '../scalars/index.js';

/** What holiday pay is computed on: the sick pay that is left (A), or the whole loss of pay (B). */
export const holidayPayBases = ['A', 'B'] as const;
export const karensAllocations = ['KRONOLOGISK', 'PROPORTIONELL'] as const;
export const substituteProofs = ['PER_PASS', 'PER_DAG', 'INTYG'] as const;
export const claimPeriods = ['MANAD', 'FRI'] as const;
export const invoiceRules = ['JA', 'NEJ', 'FORBJUDET'] as const;
export const amountRoundings = ['ORE', 'KRONA'] as const;
export const zeroOutcomes = ['BIFALL', 'AVSLAG'] as const;
export const otherAbsenceRules = ['AVSLAG', 'SEMESTERDEL'] as const;

/** A collective agreement whose rates the kommun accepts; null: it supports none. */
export interface ApprovedAgreement {
  readonly namn: string;
  readonly semester: Decimal | null;
  readonly pension: Decimal | null;
  readonly forsakring: Decimal | null;
}

/**
 * A kommun's rules where law and courts leave room. The keys are those of the
 * policy file, Swedish because kommuner write it.
 */
export interface SjuklonPolicy {
  readonly semesterBas: (typeof holidayPayBases)[number];
  /** Highest rate of holiday pay accepted; above the statutory 12 % only as an agreement in `godkandaAvtal` says. */
  readonly semesterProcentMax: Decimal;
  readonly godkandaAvtal: readonly ApprovedAgreement[];
  /** Whether pension premiums are paid also without an approved agreement. */
  readonly accepteraPensionUtanAvtal: boolean;
  /** Which hours bear the karensavdrag: the first ones, or all in proportion. */
  readonly karensFordelning: (typeof karensAllocations)[number];
  readonly jourIngar: boolean;
  readonly beredskapIngar: boolean;
  /** No input to act on yet; stays out of the calculation. */
  readonly obKrav: boolean;
  /** How it is shown that assistance was given: pass by pass, by the day, or by the person's own certificate. */
  readonly vikarieKrav: (typeof substituteProofs)[number];
  /** Minutes that may be uncovered, a shift (or a day with PER_DAG). */
  readonly vikarieToleransMin: number;
  /** First day of the sick period that needs a läkarintyg (lag 1991:1047, 8 §). */
  readonly lakarintygFranDag: number;
  /** Months after the last sick day within which a claim should come; later is a warning. Null: no limit. */
  readonly ansokningsfristManader: number | null;
  /** MANAD: an application should concern one calendar month. */
  readonly maxPeriod: (typeof claimPeriods)[number];
  readonly fakturaKrav: (typeof invoiceRules)[number];
  /** Codes of the documents that a claim must come with. */
  readonly kravdaDokument: readonly string[];
  /** No input to act on yet; stays out of the calculation. */
  readonly overtidVikarieErsatts: boolean;
  /** No input to act on yet; stays out of the calculation. */
  readonly semestersjukErsatts: boolean;
  readonly avrundning: (typeof amountRoundings)[number];
  /** Highest amount a handläggare decides; above it the calculation warns. Null: no limit. */
  readonly beloppDelegation: Decimal | null;
  /** Outcome when nothing was cut and the amount is still zero, as when the karensavdrag takes all. */
  readonly beloppNollUtfall: (typeof zeroOutcomes)[number];
  /** What absence for other causes than illness gives: nothing, or the holiday pay earned meanwhile. */
  readonly annanFranvaro: (typeof otherAbsenceRules)[number];
  /** How much a claim may exceed what was computed before S18 says so, SEK. */
  readonly toleransKr: Decimal;
}
