import type { HubRecord, RecordKind } from '@kommunhub/schema';

export interface FieldFill {
  readonly field: string;
  readonly filled: number;
  /** 0–1, the share of the records that have a value. */
  readonly share: number;
}

export type FillRates = Readonly<Partial<Record<RecordKind, readonly FieldFill[]>>>;

/** OKAND counts as not filled: the source said something, but not what we know. */
const isFilled = (value: unknown) =>
  value !== null && value !== 'OKAND' && !(Array.isArray(value) && value.length === 0);

/** Counts per kind and field how many records have a value. */
export class FillRate {
  readonly #kinds = new Map<RecordKind, { total: number; readonly filled: Map<string, number> }>();

  add(record: HubRecord): void {
    let kind = this.#kinds.get(record.kind);
    if (kind === undefined) {
      kind = { total: 0, filled: new Map() };
      this.#kinds.set(record.kind, kind);
    }
    kind.total += 1;
    for (const [field, value] of Object.entries(record)) {
      if (field === 'kind' || field.endsWith('Raw')) continue;
      kind.filled.set(field, (kind.filled.get(field) ?? 0) + (isFilled(value) ? 1 : 0));
    }
  }

  rates(): FillRates {
    const kinds = [...this.#kinds].map(([kind, { total, filled }]) => [
      kind,
      [...filled].map(([field, rows]) => ({ field, filled: rows, share: rows / total })),
    ]);
    return Object.fromEntries(kinds) as FillRates;
  }
}
