import type { Befattning, DecisionOutcome } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

/** May this person decide this claim, by the delegation order of the kommun whose claim it is? */
export interface MandateQuestion {
  readonly kommunCode: string;
  readonly namndId: string;
  readonly outcome: DecisionOutcome;
  readonly role: Befattning;
  /** The kommun that employs the decider. */
  readonly employerKommunCode: string;
  readonly on: string;
  /** Kronor. */
  readonly amount: string;
}

export interface MandateAnswer {
  readonly allowed: boolean;
  /** A MandateReason, as `OK` or `FEL_NIVA`. */
  readonly reason: string;
  /** One Swedish sentence. */
  readonly explanation: string;
}

/** Answers by the orders that the hub holds (KL 6 kap. 37 §); null where the nämnd has none in force. */
export interface MandatePort {
  mayDecide(session: Session, question: MandateQuestion): Promise<MandateAnswer | null>;
}
