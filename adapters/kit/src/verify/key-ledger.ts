import { createHash } from 'node:crypto';
import { type HubRecord, type Place, type RecordKind, recordKinds } from '@kommunhub/schema';

/** 48 bits of a digest: two among a million texts fall together once in 500 runs, and a number is small. */
function digest(text: string): number {
  return createHash('sha1').update(text).digest().readUIntBE(0, 6);
}

/** Beyond so many keys the ledger would be the largest thing in memory. */
const mostKeys = 500_000;

/** Fields by which a record needs another; those of handläggare may be empty and are not needed. */
const neededFields: Readonly<Record<string, RecordKind>> = {
  personSourceId: 'person',
  caseSourceId: 'case',
  decisionSourceId: 'decision',
  executionSourceId: 'execution',
};

/** Remembers which records a reading gave, as numbers, and what they needed before it came. */
export class KeyLedger {
  readonly #contents = new Map<number, number>();
  readonly #awaited = new Map<number, { readonly place: Place; readonly kind: RecordKind }>();
  readonly #kinds = new Set<RecordKind>();

  /** False when there were more keys than can be remembered: then nothing follows from its silence. */
  get isWhole(): boolean {
    return this.#contents.size < mostKeys && this.#awaited.size < mostKeys;
  }

  /** @returns false when the id was given before with another content. */
  add(record: HubRecord, place: Place): boolean {
    if (!this.isWhole) return true;
    this.#kinds.add(record.kind);
    const key = digest(`${record.kind}\0${record.sourceId}`);
    const content = digest(JSON.stringify(record));
    const before = this.#contents.get(key);
    if (before === undefined) this.#contents.set(key, content);
    this.#awaited.delete(key);
    for (const [field, kind] of Object.entries(neededFields)) {
      const id = (record as unknown as Readonly<Record<string, unknown>>)[field];
      if (typeof id !== 'string') continue;
      const needed = digest(`${kind}\0${id}`);
      if (!this.#contents.has(needed) && !this.#awaited.has(needed))
        this.#awaited.set(needed, { place, kind });
    }
    return before === undefined || before === content;
  }

  /** What was needed and never came, of kinds that the delivery has; the others lie in another source. */
  missing(): readonly { readonly place: Place; readonly kind: RecordKind }[] {
    return [...this.#awaited.values()].filter(({ kind }) => this.#kinds.has(kind));
  }

  /** Kinds that records refer to and that the delivery has none of. */
  absentKinds(): readonly RecordKind[] {
    const awaited = new Set([...this.#awaited.values()].map(({ kind }) => kind));
    return recordKinds.filter((kind) => awaited.has(kind) && !this.#kinds.has(kind));
  }
}
