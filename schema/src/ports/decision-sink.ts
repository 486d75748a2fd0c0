import type { DecisionLevel, DecisionOutcome } from '../terms/index.js';

/**
 * A decision on ersättning vid ordinarie assistents sjukdom (LSS 9 § 2) that
 * was taken in the hub itself, to stand among the other decisions of its case.
 */
export interface SjuklonDecision {
  readonly kommunCode: string;
  readonly namndId: string;
  /** Opaque id of the case that the decision belongs to. */
  readonly caseId: string;
  /** Id of the claim: the decision's own id in the source `kommunhub`. */
  readonly claimId: string;
  readonly outcome: DecisionOutcome;
  readonly decidedOn: string;
  /** First and last sick day. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly level: DecisionLevel | null;
  /** Opaque id of the decider as handläggare of the nämnd; null for who has none there. */
  readonly decidedById: string | null;
  /** Kronor, two decimals. */
  readonly amount: string;
}

/** The source that the hub's own decisions belong to; no delivery reconciles it. */
export const hubSourceId = 'kommunhub';

/**
 * Stores decisions that are taken in the hub.
 *
 * `Transaction` is the one in which the decision is taken: both are committed
 * together or not at all.
 */
export interface DecisionSink<Transaction> {
  /** Gives the opaque id of the stored decision. */
  record(transaction: Transaction, decision: SjuklonDecision): Promise<string>;
}
