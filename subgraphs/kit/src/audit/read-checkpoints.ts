import { canonicalJson } from '../keys/canonical-json.js';
import { auditVerifier } from './audit-key.js';
import { type ChainHead, checkpointDigest } from './checkpoint.js';
import type { CheckpointFolder } from './checkpoint-folder.js';
import type { FaultList } from './log-verdict.js';

/** What the checkpoints claim, chain by chain. */
export interface Claims {
  readonly heads: ReadonlyMap<string, readonly ChainHead[]>;
  /** Chains whose time was over. */
  readonly boundaries: ReadonlyMap<string, ChainHead>;
  readonly digests: ReadonlyMap<number, string>;
  readonly lastAt: string | null;
}

export const chainName = (namndId: string, month: string): string => `${namndId} ${month}`;

/** Reads all checkpoints, telling those that are not signed, not of this hub, or do not follow on each other. */
export async function readCheckpoints(
  folder: CheckpointFolder,
  publicKey: string,
  instance: string,
  faults: FaultList,
): Promise<Claims> {
  const isSigned = auditVerifier(publicKey);
  const heads = new Map<string, ChainHead[]>();
  const boundaries = new Map<string, ChainHead>();
  const digests = new Map<number, string>();
  const broken = (position: number) =>
    faults.add({ kind: 'CHECKPOINT_BROKEN', namndId: null, month: null, position });
  let last = { number: 0, digest: '' };
  let lastAt: string | null = null;
  for await (const signed of folder.read()) {
    // A line that was cut off tells nothing; if it stood for something, the next does not follow on.
    if (signed === null) continue;
    const { checkpoint, signature } = signed;
    const follows = checkpoint.number === last.number + 1 && checkpoint.previous === last.digest;
    const isOurs = checkpoint.instance === instance && isSigned(canonicalJson(checkpoint), signature);
    if (!follows || !isOurs) broken(checkpoint.number);
    if (!isOurs) continue;
    last = { number: checkpoint.number, digest: checkpointDigest(checkpoint) };
    digests.set(checkpoint.number, last.digest);
    lastAt = checkpoint.at;
    for (const head of checkpoint.heads) {
      const name = chainName(head.namndId, head.month);
      if (checkpoint.kind === 'BOUNDARY') boundaries.set(name, head);
      const known = heads.get(name);
      if (known === undefined) heads.set(name, [head]);
      else known.push(head);
    }
  }
  return { heads, boundaries, digests, lastAt };
}
