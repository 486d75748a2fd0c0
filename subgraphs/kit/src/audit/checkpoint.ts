import { hash } from 'node:crypto';
import { canonicalJson } from '../keys/canonical-json.js';
import type { AuditSigner } from './audit-key.js';

/** How far a chain had come. */
export interface ChainHead {
  readonly namndId: string;
  /** First day of the month. */
  readonly month: string;
  /** Position of the last entry. */
  readonly position: number;
  readonly hash: string;
}

/**
 * What is said of the log outside the database.
 *
 * A CHECKPOINT tells the heads that have moved since the one before; a
 * BOUNDARY tells how far chains had come that have been taken away because
 * their time was over, so that the log begins after them.
 */
export interface Checkpoint {
  readonly kind: 'CHECKPOINT' | 'BOUNDARY';
  readonly instance: string;
  readonly number: number;
  readonly at: string;
  /** Digest of the checkpoint before; empty for the first. */
  readonly previous: string;
  readonly heads: readonly ChainHead[];
}

export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly signature: string;
}

export function checkpointDigest(checkpoint: Checkpoint): string {
  return hash('sha256', canonicalJson(checkpoint), 'hex');
}

/** The checkpoint as a line of the file. */
export function signedLine(checkpoint: Checkpoint, signer: AuditSigner): string {
  const signature = signer.sign(canonicalJson(checkpoint));
  return `${canonicalJson({ checkpoint, signature })}\n`;
}

/** A line of the file; null for one that was not written to its end. */
export function parseCheckpoint(line: string): SignedCheckpoint | null {
  try {
    const parsed = JSON.parse(line) as Partial<SignedCheckpoint> | null;
    const isWhole = typeof parsed?.signature === 'string' && Array.isArray(parsed.checkpoint?.heads);
    return isWhole ? (parsed as SignedCheckpoint) : null;
  } catch {
    // Half a line: a crash while it was written, or somebody's hand. What follows it tells which.
    return null;
  }
}
