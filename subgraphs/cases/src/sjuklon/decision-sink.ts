import { randomUUID } from 'node:crypto';
import { type DecisionSink, hubSourceId, type SjuklonDecision } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

/** Puts a sjuklön decision of the hub among the decisions of its case, in the caller's own transaction. */
export const caseDecisionSink: DecisionSink<Session> = {
  async record(session, decision) {
    const keys = await session.keys(decision.namndId);
    const id = keys.opaqueId('decision', decision.kommunCode, hubSourceId, decision.claimId);
    const keyCipher = keys.encrypt('cases.decisions', id, 'key_cipher', decision.claimId);
    const columns = {
      kommun_code: decision.kommunCode,
      id,
      namnd_id: decision.namndId,
      source_id: hubSourceId,
      key_cipher: keyCipher,
      content_hash: keys.contentHash(decision),
      // No delivery brought it: each such decision is a run of its own.
      run_id: randomUUID(),
      case_id: decision.caseId,
      insats: 'LSS_9_2',
      subtype: 'SJUKVIKARIE',
      lagrum: 'LSS 9 § 2',
      amount_unit: 'KRONOR',
      ...valuesOf(decision),
    };
    const names = Object.keys(columns);
    await session.query(
      `insert into cases.decisions (${names.join(', ')}, known_from)
       values (${names.map((_, index) => `$${index + 1}`).join(', ')}, clock_timestamp())`,
      Object.values(columns),
    );
    return id;
  },
};

function valuesOf(decision: SjuklonDecision) {
  return {
    outcome: decision.outcome,
    decided_on: decision.decidedOn,
    valid_from: decision.validFrom,
    valid_to: decision.validTo,
    level: decision.level,
    decided_by_id: decision.decidedById,
    amount: decision.amount,
  };
}
