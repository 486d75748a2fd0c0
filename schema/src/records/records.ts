import type {
  AmountUnit,
  Befattning,
  CaseStatus,
  DecisionLevel,
  DecisionOutcome,
  FollowUpResult,
  FollowUpType,
  IdType,
  Insatskod,
  InterruptionCause,
  InvestigationCategory,
  Law,
  Personkrets,
  Protection,
  Regi,
  Sex,
  Subtype,
} from '../terms/index.js';

/**
 * What an adapter hands over and a subgraph stores: one shape for all systems.
 *
 * A record is named within its source by `sourceId`. Source ids may hold a
 * personnummer (a real Lifecare PersonId is one), so they never leave the
 * database, and references between records use them only on the way in.
 * `null` = not recorded; `OKAND` = recorded, but unknown to the shared terms.
 * Dates are calendar dates `YYYY-MM-DD`, closed intervals.
 */
interface SourceRecord {
  readonly sourceId: string;
  readonly kommunCode: string;
}

/** Facts of a kommun as a document states them; contradictions are kept with their origin. */
export interface KommunRecord extends SourceRecord {
  readonly kind: 'kommun';
  readonly population: number | null;
  readonly populationOn: string | null;
  readonly populationEstimated: boolean | null;
  readonly omrade: string | null;
  /** FORSLAG or BESLUTAD. */
  readonly omradeStatus: 'FORSLAG' | 'BESLUTAD' | null;
  /** Full-time equivalents of LSS handläggare by the staffing list, decimal string. */
  readonly lssFteList: string | null;
  /** The same by the table of områden, where it says otherwise. */
  readonly lssFteOmrade: string | null;
  readonly includesSocialpsykiatri: boolean | null;
  readonly otherStaff: readonly { readonly befattning: Befattning; readonly count: number }[];
  /** The document that says so. */
  readonly origin: string;
}

/** A handläggare of the kommun. */
export interface StaffRecord extends SourceRecord {
  readonly kind: 'staff';
  readonly name: string | null;
  readonly befattning: Befattning | 'OKAND';
  readonly befattningRaw: string | null;
  /** Full-time equivalent 0–1, decimal string. */
  readonly fte: string | null;
  readonly activeFrom: string | null;
  readonly activeTo: string | null;
}

/** The individual (den enskilde). */
export interface PersonRecord extends SourceRecord {
  readonly kind: 'person';
  readonly idType: IdType;
  /** Canonical: 12 digits, or the reservnummer as written; null when SAKNAS. */
  readonly personnummer: string | null;
  readonly name: string | null;
  readonly birthYear: number | null;
  readonly sex: Sex;
  readonly protection: Protection;
  readonly personkrets: Personkrets | null;
}

/** Ärende. */
export interface CaseRecord extends SourceRecord {
  readonly kind: 'case';
  readonly personSourceId: string;
  readonly handlaggareSourceId: string | null;
  readonly caseNumber: string;
  readonly law: Law;
  readonly status: CaseStatus;
  readonly openedOn: string;
  readonly closedOn: string | null;
}

/** Utredning. */
export interface InvestigationRecord extends SourceRecord {
  readonly kind: 'investigation';
  readonly caseSourceId: string;
  readonly category: InvestigationCategory;
  readonly appliedOn: string | null;
  readonly openedOn: string;
  readonly closedOn: string | null;
}

/** Beslut. */
export interface DecisionRecord extends SourceRecord {
  readonly kind: 'decision';
  readonly caseSourceId: string;
  readonly insats: Insatskod | 'OKAND';
  /** The local text or code, kept when it is unknown to the code table. */
  readonly insatsRaw: string | null;
  readonly subtype: Subtype | null;
  readonly outcome: DecisionOutcome | 'OKAND';
  readonly outcomeRaw: string | null;
  readonly decidedOn: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly lagrum: string;
  readonly level: DecisionLevel | null;
  readonly decidedBySourceId: string | null;
  /** Extent, decimal string, with its unit. */
  readonly amount: string | null;
  readonly amountUnit: AmountUnit | null;
}

/** Verkställighet. */
export interface ExecutionRecord extends SourceRecord {
  readonly kind: 'execution';
  readonly decisionSourceId: string;
  readonly provider: string | null;
  readonly regi: Regi | null;
  readonly orderedOn: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  /** The kommun that executes, where it is another than the deciding one (LSS 16 a, 16 c §§). */
  readonly executingKommunCode: string | null;
}

/** Uppföljning of a decision: planned, and done when `doneOn` says so. */
export interface FollowUpRecord extends SourceRecord {
  readonly kind: 'followUp';
  readonly decisionSourceId: string;
  readonly type: FollowUpType | 'OKAND' | null;
  readonly typeRaw: string | null;
  readonly plannedOn: string;
  readonly doneOn: string | null;
  readonly result: FollowUpResult | null;
}

/** Avbrott: execution that stopped, and goes on again when `endedOn` says so (LSS 28 f §). */
export interface InterruptionRecord extends SourceRecord {
  readonly kind: 'interruption';
  readonly executionSourceId: string;
  readonly startedOn: string;
  readonly endedOn: string | null;
  readonly cause: InterruptionCause | 'OKAND' | null;
  readonly causeRaw: string | null;
}

/**
 * How many insatser of a kind were being given on a day, counted by the kommun
 * itself: what a kommun delivers that sends no persons. Of one handläggare, or
 * of the whole kommun where none is named.
 */
export interface InsatsCountRecord extends SourceRecord {
  readonly kind: 'insatsCount';
  readonly countedOn: string;
  readonly insats: Insatskod | 'OKAND';
  readonly insatsRaw: string | null;
  readonly staffSourceId: string | null;
  /** Of whom, where the counting tells women and men apart. */
  readonly sex?: Sex | null;
  readonly count: number;
}

export type HubRecord =
  | KommunRecord
  | StaffRecord
  | PersonRecord
  | CaseRecord
  | InvestigationRecord
  | DecisionRecord
  | ExecutionRecord
  | FollowUpRecord
  | InterruptionRecord
  | InsatsCountRecord;

export type RecordKind = HubRecord['kind'];

/** In the order in which they refer to each other: a kind refers only to kinds before it. */
export const recordKinds = [
  'kommun',
  'staff',
  'person',
  'case',
  'investigation',
  'decision',
  'execution',
  'followUp',
  'interruption',
  'insatsCount',
] as const satisfies readonly RecordKind[];
