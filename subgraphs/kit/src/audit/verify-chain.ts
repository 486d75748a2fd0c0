import type { ChainHead } from './checkpoint.js';
import { chainNext, chainStart, DIGEST_BYTES } from './entry-digest.js';
import type { FaultList, LogFaultKind } from './log-verdict.js';

/** An entry as it stands in the table now. */
export interface FoundEntry {
  readonly id: string;
  /** A character a byte. */
  readonly digest: string;
  /** Whether it may still wait for its seal. */
  readonly isNew: boolean;
}

export interface FoundSeal {
  readonly number: number;
  readonly firstPosition: number;
  readonly entryIds: readonly string[];
  readonly digests: Buffer;
  readonly hash: Buffer;
}

export interface FoundChain {
  readonly namndId: string;
  readonly month: string;
  readonly entries: readonly FoundEntry[];
  readonly seals: readonly FoundSeal[];
  /** What checkpoints say of the chain. */
  readonly claims: readonly ChainHead[];
}

/** Holds entries against seals and seals against checkpoints; gives how many entries wait for a seal. */
export function verifyChain(chain: FoundChain, faults: FaultList): number {
  const { namndId, month } = chain;
  const tell = (kind: LogFaultKind, position: number) => faults.add({ kind, namndId, month, position });
  const heads = followSeals(chain, tell);
  followCheckpoints(chain, heads, tell);
  return compareEntries(chain, tell);
}

type Tell = (kind: LogFaultKind, position: number) => void;

/** Follows the hashes from the start of the chain and gives the head after each seal, by position. */
function followSeals({ namndId, month, seals }: FoundChain, tell: Tell): Map<number, string> {
  const heads = new Map<number, string>();
  let hash = chainStart(namndId, month);
  let position = 1;
  for (const [index, seal] of seals.entries()) {
    const isWhole = seal.digests.length === seal.entryIds.length * DIGEST_BYTES;
    const expected = chainNext(hash, seal.firstPosition, seal.digests);
    const follows = seal.number === index + 1 && seal.firstPosition === position;
    if (!isWhole || !follows || !expected.equals(seal.hash)) tell('SEAL_BROKEN', position);
    // What follows is judged by itself, so that one broken seal is told once.
    hash = seal.hash;
    position = seal.firstPosition + seal.entryIds.length;
    heads.set(position - 1, hash.toString('hex'));
  }
  return heads;
}

function followCheckpoints({ claims }: FoundChain, heads: ReadonlyMap<number, string>, tell: Tell): void {
  const end = Math.max(0, ...heads.keys());
  const furthest = Math.max(0, ...claims.map((claim) => claim.position));
  if (furthest > end) tell('CUT', end + 1);
  const wrong = claims.find(({ position, hash }) => position <= end && heads.get(position) !== hash);
  if (wrong !== undefined) tell('SEAL_BROKEN', wrong.position);
}

function compareEntries({ entries, seals }: FoundChain, tell: Tell): number {
  const found = new Map(entries.map((entry) => [entry.id, entry]));
  let last = 0;
  for (const { firstPosition, entryIds, digests } of seals) {
    for (const [index, id] of entryIds.entries()) {
      const position = firstPosition + index;
      const sealed = digests.toString('latin1', index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES);
      const entry = found.get(id);
      if (entry === undefined) tell('DELETED', position);
      else if (entry.digest !== sealed) tell('CHANGED', position);
      found.delete(id);
      last = position;
    }
  }
  let waiting = 0;
  for (const { isNew } of found.values()) {
    if (isNew) waiting += 1;
    else tell('INSERTED', last + 1);
  }
  return waiting;
}
