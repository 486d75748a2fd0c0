import { addDays, addMonths, type CalendarDate, type Decimal } from '../scalars/index.js';
import type { AmountUnit, Befattning, DecisionLevel, DecisionOutcome, Regi } from '../terms/index.js';
import type { DecisionKind } from './decision-kinds.js';
import { type MandateAnswer, type MandateFacts, mandateReasons, noFacts } from './mandate.js';
import { type AgreementParties, mayDecide, type OrderWithPoints } from './may-decide.js';

/** What is recorded of a decision that bears on its mandate. */
export interface RecordedDecision {
  readonly kind: DecisionKind | 'OKAND';
  readonly extraKinds: readonly DecisionKind[];
  readonly kommunCode: string;
  readonly servedKommunCodes: readonly string[];
  readonly outcome: DecisionOutcome | 'OKAND';
  readonly decidedOn: CalendarDate;
  readonly level: DecisionLevel | null;
  readonly befattning: Befattning | 'OKAND' | null;
  /** Where the decider is employed, when that is another kommun. */
  readonly employerKommunCode: string | null;
  readonly amount: Decimal | null;
  readonly amountUnit: AmountUnit | null;
  readonly validFrom: CalendarDate | null;
  readonly validTo: CalendarDate | null;
  readonly birthYear: number | null;
  readonly regi: readonly Regi[];
}

/** Mandate of a recorded decision: the answer for each of its kinds and what they come to together. */
export interface DecisionMandate {
  readonly allowed: boolean;
  /** Nothing speaks against it, but a fact that a condition asks for is not recorded. */
  readonly isUnclear: boolean;
  readonly decisive: MandateAnswer;
  readonly answers: readonly { readonly kind: DecisionKind; readonly answer: MandateAnswer }[];
}

/**
 * The mandate of a decision by the order in force on its day, whoever took it.
 *
 * It needs a mandate for every kind that it is. Null where kind or level is
 * not known: what is not recorded is no fault of the decider.
 */
export function mandateOfDecision(
  decision: RecordedDecision,
  ruling: OrderWithPoints | null,
  agreements: readonly AgreementParties[],
): DecisionMandate | null {
  const { kind, extraKinds, level } = decision;
  if (kind === 'OKAND' || decision.outcome === 'OKAND') return null;
  const role = decision.befattning === 'OKAND' ? null : decision.befattning;
  if (level === null && role === null) return null;
  const shared = {
    ...recordedFacts(decision),
    kommunCode: decision.kommunCode,
    servedKommunCodes: decision.servedKommunCodes,
    role,
    level,
    employerKommunCode: decision.employerKommunCode,
    on: decision.decidedOn,
    asDeputy: false,
    subDelegated: false,
  };
  const answers = [...new Set([kind, ...extraKinds])].map((one) => ({
    kind: one,
    answer: mayDecide({ ...shared, kind: one }, ruling, agreements),
  }));
  const [worst] = answers.toSorted((a, b) => gravity(a.answer) - gravity(b.answer));
  const decisive = worst!.answer;
  return { allowed: decisive.allowed, isUnclear: isUnclear(decisive), decisive, answers };
}

/** A refusal that only says that something is not recorded. */
function isUnclear({ reason, broken }: MandateAnswer): boolean {
  return reason === 'VILLKOR_BRUTET' && broken.length === 0;
}

/** Certain refusals first, then what is not known, then what is allowed. */
function gravity(answer: MandateAnswer): number {
  if (answer.allowed) return 100;
  return (isUnclear(answer) ? 50 : 0) + mandateReasons.indexOf(answer.reason);
}

function recordedFacts(decision: RecordedDecision): MandateFacts {
  const { amount, amountUnit, outcome } = decision;
  return {
    ...noFacts,
    outcome: outcome === 'OKAND' ? null : outcome,
    amount: amountUnit === 'KRONOR' ? amount : null,
    hoursPerWeek: hoursPerWeek(amount, amountUnit),
    months: monthsOf(decision),
    // Only the year of birth is kept: the age reached in the year of the decision.
    age: decision.birthYear === null ? null : Number(decision.decidedOn.slice(0, 4)) - decision.birthYear,
    ownRegi: decision.regi.length === 0 ? null : decision.regi.every((regi) => regi === 'EGEN_REGI'),
    withinFrameworkAgreement: withinFrameworkAgreement(decision.regi),
    urgent: decision.level === 'ORDFORANDE_BRADSKANDE',
  };
}

function hoursPerWeek(amount: Decimal | null, unit: AmountUnit | null): Decimal | null {
  if (amount === null || unit === 'TIMMAR_VECKA') return unit === 'TIMMAR_VECKA' ? amount : null;
  if (unit !== 'TIMMAR_MANAD') return null;
  if (amount.startsWith('-')) return amount;
  // Twelve months of 52 weeks, rounded up to the fourth decimal: never below what was granted.
  const [whole = '0', fraction = ''] = amount.split('.');
  const tenThousandths = BigInt(whole + fraction.padEnd(4, '0').slice(0, 4)) * 12n;
  const perWeek = (tenThousandths + 51n) / 52n;
  const digits = String(perWeek).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/u, '');
}

/** Whole months begun from the first to the last day; infinite until further notice. */
function monthsOf({ outcome, validFrom, validTo }: RecordedDecision): number | null {
  const isGranted = outcome === 'BIFALL' || outcome === 'DELVIS_BIFALL';
  if (!isGranted || validFrom === null) return null;
  if (validTo === null) return Number.POSITIVE_INFINITY;
  if (validTo < validFrom) return null;
  let months = 1;
  while (months < 1200 && addDays(addMonths(validFrom, months), -1) < validTo) months += 1;
  return months;
}

/** Procured places stand under a framework agreement, a single placement does not; of the rest it is not known. */
function withinFrameworkAgreement(regi: readonly Regi[]): boolean | null {
  if (regi.includes('ENSKILD_PLACERING')) return false;
  return regi.length > 0 && regi.every((one) => one === 'EXTERN_UPPHANDLAD') ? true : null;
}
