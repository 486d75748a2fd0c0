import type { UppdragTask } from '../access/index.js';
import type { CalendarDate } from '../scalars/index.js';
import { type Befattning, codesOf, type DecisionLevel, termSet } from '../terms/index.js';
import type { DelegationCondition } from './conditions.js';
import type { DecisionKind } from './decision-kinds.js';

/** Anmälan: which decisions under a point are reported to the nämnd (KL 6 kap. 40 §, 7 kap. 8 §). */
export const reportingTerms = termSet({
  ALLA: ['Alla beslut anmäls', 'KL 6 kap. 40 §'],
  URVAL: ['Ett urval anmäls', 'KL 6 kap. 40 §'],
  INTE: ['Anmäls inte', 'KL 6 kap. 40 §'],
});
export type Reporting = keyof typeof reportingTerms;
export const reportings = codesOf(reportingTerms);

/** Delegationspunkt: who may decide what, within which limits. */
export interface DelegationPointRecord {
  /** Place in the order as written, from 1. */
  readonly ordinal: number;
  /** The nämnd's own numbering, as `4.2.1`. */
  readonly number: string;
  /** Empty while the point is not mapped to the shared kinds. */
  readonly kinds: readonly DecisionKind[];
  /** What the point is about in the nämnd's own words. */
  readonly kindText: string | null;
  readonly lagrum: readonly string[];
  readonly level: DecisionLevel;
  /** The delegate in the nämnd's own words; only `level` counts for the mandate. */
  readonly delegate: string | null;
  /** Ersättare; null when the order names none. */
  readonly deputy: string | null;
  /** The kommun whose employees are meant, when another than the own (KL 9 kap. 37 §). */
  readonly externalKommunCode: string | null;
  readonly conditions: readonly DelegationCondition[];
  /** Vidaredelegation; lawful only for a förvaltningschef (KL 7 kap. 6 §). */
  readonly subDelegation: boolean;
  readonly reporting: Reporting;
  readonly note: string | null;
}

/**
 * Delegationsordning: one version as the nämnd adopted it (KL 6 kap. 37 §).
 *
 * It belongs to the nämnd and so holds in all the nämnd's kommuner;
 * `kommunCode` is its seat.
 */
export interface DelegationOrderRecord {
  readonly kommunCode: string;
  readonly namndId: string;
  readonly version: string;
  readonly adoptedOn: CalendarDate;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly points: readonly DelegationPointRecord[];
}

/** Avtalssamverkan: another kommun's employees may act for the home kommun (KL 9 kap. 37 §). */
export interface AgreementRecord {
  readonly name: string;
  /** The kommun whose decisions they are, whoever takes them. */
  readonly homeKommunCode: string;
  /** The kommun whose employee decides. */
  readonly performingKommunCode: string;
  readonly kinds: readonly DecisionKind[];
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly note: string | null;
}

/** Who holds an uppdrag: one log-in, or everybody with a function in the performing kommun. */
export type UppdragHolder =
  | { readonly issuer: string; readonly subject: string }
  | { readonly function: Befattning };

/** Uppdrag: the home nämnd lets somebody work for it, under an agreement that covers the task. */
export interface UppdragRecord {
  readonly homeNamndId: string;
  readonly homeKommunCode: string;
  readonly performingKommunCode: string;
  readonly holder: UppdragHolder;
  readonly task: UppdragTask;
  /** The holder's own id as handläggare in the home nämnd's system; null for a function. */
  readonly staffSourceId: string | null;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  /** Who granted it: subject of the log-in. */
  readonly grantedBy: string;
  /** Instant, ISO 8601 UTC. */
  readonly grantedAt: string;
  readonly revokedAt: string | null;
}

/** The task that a decision kind belongs to: SJUKLON is D05 alone, LSS_HANDLAGGNING all others. */
function taskOfKind(kind: string): UppdragTask {
  return kind === 'D05' ? 'SJUKLON' : 'LSS_HANDLAGGNING';
}

/** Whether the decision kinds of an agreement cover a task. */
export function coversTask(kinds: readonly string[], task: UppdragTask): boolean {
  return kinds.some((kind) => taskOfKind(kind) === task);
}
