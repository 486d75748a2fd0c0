import { ConfigError, type RecordedDecision } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

/** A recorded decision with what its mandate and its anmälan rest on; no insats, no text, no name. */
export interface BookedDecision extends Omit<RecordedDecision, 'servedKommunCodes' | 'employerKommunCode'> {
  readonly id: string;
  readonly namndId: string;
  readonly decidedById: string | null;
  /** The case's number as stored, and the case whose it is. */
  readonly caseId: string;
  readonly caseNumberCipher: Buffer;
}

export interface BookSelection {
  readonly namndId: string;
  readonly kommunCodes: readonly string[];
  readonly from: string;
  readonly to: string;
  /** Only these; null for all of the period. */
  readonly ids: readonly string[] | null;
  /** Only those of the ordförande in urgent matters (KL 6 kap. 39 §). */
  readonly onlyUrgent: boolean;
}

/** Where a list goes on: the last decision seen, by day and id. */
export interface BookPlace {
  readonly on: string;
  readonly id: string;
}

/**
 * Reads the decisions that a nämnd has recorded. They are another part's: the
 * composition root says how they are reached.
 */
export interface DecisionBook {
  /** The next decisions by day and id that the session's caller may see, under the row rules. */
  read(
    session: Session,
    selection: BookSelection,
    after: BookPlace | null,
    limit: number,
  ): Promise<readonly BookedDecision[]>;
}

/** What a part without decisions answers with. */
export const noDecisionBook: DecisionBook = {
  read() {
    throw new ConfigError(
      'CONFIG_INVALID',
      'This part was composed without a way to the decisions; pass decisionBook to createDelegationSubgraph.',
    );
  },
};
