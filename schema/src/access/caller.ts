/** Everyone who can call the hub; what each may do stands in the policy. */
export const roles = [
  'handlaggare',
  'sjuklonehandlaggare',
  'chef',
  'kvalitet',
  'namnd',
  'revisor',
  'it',
  'region',
  'bi',
  'dataskyddsombud',
  'service',
] as const;
export type Role = (typeof roles)[number];

/** Why person-level data are read (PuL-soc 6 §; the log of PuL-soc 10 §). */
export const purposes = ['HANDLAGGNING', 'UPPFOLJNING', 'STATISTIK', 'TILLSYN', 'TEKNIK'] as const;
export type Purpose = (typeof purposes)[number];

/** Tasks that an agreement and an uppdrag can cover (KL 9 kap. 37 §). */
export const uppdragTasks = ['LSS_HANDLAGGNING', 'SJUKLON'] as const;
export type UppdragTask = (typeof uppdragTasks)[number];

/** On which ground a caller may see rows of a nämnd; a legal duty to tell is never a grant (LSS 15 a §). */
export type Ground = 'OWN_NAMND' | 'AGREEMENT' | 'BREAK_GLASS' | 'LEGAL_DUTY';

/**
 * Which rows of a granted nämnd the caller sees: the own cases and the queue;
 * all; those drawn for the month's sample; those put before nämnd, utskott or
 * ordförande for decision; or those with a sjuklön claim.
 */
export const rowScopes = ['OWN_CASES', 'ALL', 'SAMPLE', 'PUT_BEFORE', 'CLAIMS'] as const;
export type RowScope = (typeof rowScopes)[number];

/** The cases whose hash with the month falls under the threshold, in 65,536ths: the same set however often drawn. */
export interface Sample {
  /** Year and month, as `2026-11`. */
  readonly period: string;
  readonly threshold: number;
}

/**
 * One nämnd that the caller may act for, computed on the server from the
 * token, the agreements and the uppdrag in force. Never a token claim.
 */
export interface Grant {
  readonly namndId: string;
  readonly kommunCodes: readonly string[];
  readonly task: UppdragTask;
  readonly ground: Ground;
  /** The uppdrag that gives the grant; null for the own nämnd. */
  readonly uppdragId: string | null;
  /** Opaque ids of the caller as handläggare in this nämnd's system: what "own cases" means there. */
  readonly handlaggareIds: readonly string[];
  /** `OWN_CASES` when left out. */
  readonly scope?: RowScope;
  /** The sample drawn for the month; without one the scope `SAMPLE` holds no rows. */
  readonly sample?: Sample | null;
  /** The moment at which the broken glass closes again. */
  readonly until?: string | null;
  /** The last day by uppdrag and agreement; null or left out where neither has an end. */
  readonly validTo?: string | null;
}

/** What a BI or service key reaches within its role. */
export interface KeyScope {
  /** The one source that a service key delivers; null for BI. */
  readonly sourceId: string | null;
  /** The kommuner that a service key may deliver. */
  readonly kommunCodes: readonly string[];
  /** The released tables that a BI key reads; null for all. */
  readonly tables: readonly string[] | null;
}

/** Who asks, for what, and what that gives: travels with every subgraph request. */
export interface Caller {
  readonly issuer: string;
  readonly subject: string;
  readonly role: Role;
  /** Home kommun and nämnd of the caller; null for the region. */
  readonly kommunCode: string | null;
  readonly namndId: string | null;
  /** The purpose in force for this request: the token's, narrowed by the header. */
  readonly purpose: Purpose | null;
  readonly grants: readonly Grant[];
  /** One id per client request: ties log rows of one operation together. */
  readonly operationId: string;
  /** The client's name of the operation, for the log; null when unnamed. */
  readonly operationName: string | null;
  /** Left out for who logs in. */
  readonly keyScope?: KeyScope;
}
