import { createHash } from 'node:crypto';
import type { DecisionLevel, MandateReason, Reporting } from '@kommunhub/schema';
import type { DelegationLoaders } from '../graph/loaders.js';
import { type CheckedMandate, checkMandate } from '../mandate/decision-mandates.js';
import type { BookedDecision } from '../ports/index.js';

/** A decision with its mandate. */
export interface CheckedDecision {
  readonly decision: BookedDecision;
  readonly mandate: CheckedMandate | null;
}

/** What a nämnd's list shows of a delegated decision. */
export interface DelegatedDecision {
  readonly id: string;
  readonly kommunCode: string;
  readonly namndId: string;
  readonly decidedOn: string;
  readonly kind: string;
  readonly level: DecisionLevel | null;
  readonly isUrgent: boolean;
  /** What the deciding point says of reporting; null where none decides. */
  readonly reporting: Reporting | null;
  readonly pointNumber: string | null;
  readonly orderVersion: string | null;
  /** Null where the mandate could not be told. */
  readonly reason: MandateReason | null;
  /**
   * The same for the kind shown alone. A list that is kept for the nämnd holds
   * this one: that a decision is an external placement too may be withheld.
   */
  readonly reasonOfKind: MandateReason | null;
  /** The table whose key the number is sealed with, and the row. */
  readonly caseNumber: { readonly table: string; readonly id: string; readonly cipher: Buffer };
  readonly meetingOn: string | null;
  readonly paragraph: string | null;
}

/** How many of a hundred decisions a sample holds, where the nämnd has asked for a sample. */
export const samplePercent = 20;

export async function checkAll(
  loaders: DelegationLoaders,
  decisions: readonly BookedDecision[],
): Promise<readonly CheckedDecision[]> {
  return Promise.all(
    decisions.map(async (decision) => ({ decision, mandate: await checkMandate(loaders, decision) })),
  );
}

/**
 * Whether a decision stands in the nämnd's list: urgent ones always (KL 6 kap.
 * 40 §), those taken without a certain mandate always, others as the deciding
 * point says. The nämnd's own decisions are not delegated.
 */
export function isToBeReported({ decision, mandate }: CheckedDecision): boolean {
  if (isOfNamnd(decision)) return false;
  if (decision.level === 'ORDFORANDE_BRADSKANDE' || mandate === null || !mandate.allowed) return true;
  const reporting = mandate.decisive.point?.reporting ?? 'ALLA';
  return reporting === 'ALLA' || (reporting === 'URVAL' && isInSample(decision.id));
}

/** Whether the nämnd itself has decided. */
export function isOfNamnd({ level, befattning }: BookedDecision): boolean {
  return level === 'NAMND' || (level === null && befattning === 'NAMND');
}

/** Drawn by the id, which nobody chooses: the same decisions however often the list is made. */
export function isInSample(id: string): boolean {
  const digest = createHash('sha256').update(`anmalan ${id}`).digest();
  return digest.readUInt32BE(0) % 100 < samplePercent;
}

export function delegatedOf({ decision, mandate }: CheckedDecision): DelegatedDecision {
  const { id, kommunCode, namndId, decidedOn, kind, level, caseId, caseNumberCipher } = decision;
  const ofKind = mandate?.answers[0]?.answer ?? null;
  return {
    ...{ id, kommunCode, namndId, decidedOn, kind, level },
    isUrgent: level === 'ORDFORANDE_BRADSKANDE',
    reporting: ofKind?.point?.reporting ?? null,
    pointNumber: ofKind?.point?.number ?? null,
    orderVersion: ofKind?.version ?? null,
    reason: mandate?.decisive.reason ?? null,
    reasonOfKind: ofKind?.reason ?? null,
    caseNumber: { table: 'cases.cases', id: caseId, cipher: caseNumberCipher },
    ...{ meetingOn: null, paragraph: null },
  };
}
