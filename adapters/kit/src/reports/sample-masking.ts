import type { HubRecord } from '@kommunhub/schema';
import { isPersonal } from '../mapping/record-fields.js';

/** A record as a report may show it. */
export type MaskedRecord = Readonly<Record<string, unknown>>;

/**
 * Masks what names or points at a person. The same source id gets the same
 * stand-in throughout one report, so that references can be followed.
 */
export class SampleMask {
  readonly #standIns = new Map<string, string>();

  mask(record: HubRecord): MaskedRecord {
    const entries = Object.entries(record).map(([field, value]) => [
      field,
      this.#maskField(record, field, value),
    ]);
    return Object.fromEntries(entries) as MaskedRecord;
  }

  #maskField(record: HubRecord, field: string, value: unknown): unknown {
    if (value === null || !isPersonal(record.kind, field)) return value;
    // The id of a kommun record is its public code.
    if (record.kind === 'kommun') return value;
    if (field === 'birthYear') return `${String(value).slice(0, 2)}**`;
    if (!/sourceId$/i.test(field)) return '***';
    const key = String(value);
    const standIn = this.#standIns.get(key) ?? `id-${this.#standIns.size + 1}`;
    this.#standIns.set(key, standIn);
    return standIn;
  }
}
