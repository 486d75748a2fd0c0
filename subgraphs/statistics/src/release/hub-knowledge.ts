import type { CalendarDate, RecordKind } from '@kommunhub/schema';

/** A source and how it stands when a release is made. */
export interface SourceStanding {
  readonly namndId: string;
  readonly kommunCodes: readonly string[];
  /** Kinds of records that it delivers whole; may be empty. */
  readonly kinds: readonly RecordKind[];
  /** As the graph tells it: OK, STALE, PARTIAL, UNAVAILABLE or UNTRUSTED. */
  readonly state: string;
  /** When what it delivered was true; null before the first delivery. */
  readonly asOf: string | null;
}

/** What the hub knows, beside the facts, that decides how a release is made. All of it is public. */
export interface HubKnowledge {
  readonly sources: readonly SourceStanding[];
  /** Kommuner that share a nämnd, one list each. */
  readonly sharedNamnder: readonly (readonly string[])[];
  /** Who works for whom under agreements in force. */
  readonly agreements: readonly { readonly homeKommunCode: string; readonly performingKommunCode: string }[];
  /** Kommuner that take part in the joint work on LSS. */
  readonly participating: ReadonlySet<string>;
  /** The område of each kommun that has one. */
  readonly omraden: ReadonlyMap<string, string>;
}

/** Tells the builder what it has no right to read itself. */
export interface HubKnowledgePort {
  on(day: CalendarDate): Promise<HubKnowledge>;
}
