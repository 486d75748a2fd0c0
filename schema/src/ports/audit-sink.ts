import type { Caller, Ground } from '../access/index.js';

/** One batch of a person-level read: what was handed out, to whom, on which ground. */
export interface AuditEntry {
  readonly caller: Caller;
  readonly namndId: string;
  readonly kommunCode: string;
  readonly ground: Ground;
  readonly uppdragId: string | null;
  /** The entity read, as "Person" or "Case". */
  readonly entity: string;
  readonly ids: readonly string[];
  readonly fields: readonly string[];
}

/**
 * Writes the log of person-level reads (PuL-soc 10 §).
 *
 * `Transaction` is the one the read itself runs in: read and entry are
 * committed together or not at all, and a rejected promise fails the read.
 */
export interface AuditSink<Transaction> {
  record(transaction: Transaction, entries: readonly AuditEntry[]): Promise<void>;
}
