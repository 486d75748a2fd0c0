import type { CalendarDate, Decimal } from '../scalars/index.js';
import type { Befattning, DecisionLevel, DecisionOutcome } from '../terms/index.js';
import type { DelegationCondition } from './conditions.js';
import type { DecisionKind } from './decision-kinds.js';
import type { DelegationPointRecord } from './order-record.js';

/** Why somebody may decide, or why not. */
export const mandateReasons = [
  'OK',
  'FEL_NIVA',
  'VILLKOR_BRUTET',
  'EJ_DELEGERAD',
  'INGEN_ORDNING',
  'EXTERN_UTAN_AVTAL',
  'MOTSTRIDIGA_PUNKTER',
] as const;
export type MandateReason = (typeof mandateReasons)[number];

/** Facts that a condition may ask for; null is "not given". */
export interface MandateFacts {
  readonly outcome: DecisionOutcome | null;
  readonly amount: Decimal | null;
  readonly hoursPerWeek: Decimal | null;
  /** Whole months; infinite for a decision until further notice. */
  readonly months: number | null;
  readonly age: number | null;
  readonly ownRegi: boolean | null;
  readonly withinFrameworkAgreement: boolean | null;
  readonly withinGuideline: boolean | null;
  readonly consulted: readonly string[] | null;
  readonly urgent: boolean | null;
}
export type MandateFact = keyof MandateFacts;

/** May this person decide this, here, on this day? */
export interface MandateQuestion extends MandateFacts {
  readonly kind: DecisionKind;
  /** The kommun whose decision it is. */
  readonly kommunCode: string;
  /** All kommuner of its nämnd: their employees are the nämnd's own. */
  readonly servedKommunCodes: readonly string[];
  readonly role: Befattning | null;
  /** Wins over the role. */
  readonly level: DecisionLevel | null;
  /** Null: the nämnd's own. */
  readonly employerKommunCode: string | null;
  readonly on: CalendarDate;
  /** The delegate is away and the person is the ersättare whom the point names. */
  readonly asDeputy: boolean;
  /** The förvaltningschef has passed the mandate on to the person (KL 7 kap. 6 §). */
  readonly subDelegated: boolean;
}

export interface MandateAnswer {
  readonly allowed: boolean;
  readonly reason: MandateReason;
  /** One or two Swedish sentences that name point, level and order. */
  readonly explanation: string;
  /** Facts without which a condition counts as broken. */
  readonly missing: readonly MandateFact[];
  /** Conditions of the deciding point that the facts break. */
  readonly broken: readonly DelegationCondition[];
  /** What the decider must see to, in Swedish. */
  readonly toConfirm: readonly string[];
  /** The point that decides, also when it refuses; null where none speaks of it. */
  readonly point: DelegationPointRecord | null;
  /** Lagrum of the point and of the mandate. */
  readonly lagrum: readonly string[];
  /** The lowest level that the facts given do not rule out; NAMND where no delegate may decide. */
  readonly lowestLevel: DecisionLevel;
  /** The order that the answer rests on; null where none is in force or none is needed. */
  readonly version: string | null;
  /** First and last day on which order and agreement give the same ground; null is open. */
  readonly validFrom: CalendarDate | null;
  readonly validTo: CalendarDate | null;
}

/** No fact given: what a question starts from. */
export const noFacts: MandateFacts = Object.freeze({
  outcome: null,
  amount: null,
  hoursPerWeek: null,
  months: null,
  age: null,
  ownRegi: null,
  withinFrameworkAgreement: null,
  withinGuideline: null,
  consulted: null,
  urgent: null,
});
