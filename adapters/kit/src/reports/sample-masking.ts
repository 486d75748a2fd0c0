import { type CalendarDate, containsPersonnummer, type HubRecord } from '@kommunhub/schema';
import { isPersonal } from '../mapping/record-fields.js';

/** A record as a report may show it. */
export type MaskedRecord = Readonly<Record<string, unknown>>;

/**
 * Masks what names or points at a person, and any other text that holds a
 * personnummer. The same source id gets the same
 * stand-in throughout one report, so that references can be followed.
 */
export class SampleMask {
  readonly #standIns = new Map<string, string>();

  constructor(private readonly today: CalendarDate) {}

  mask(record: HubRecord): MaskedRecord {
    const entries = Object.entries(record).map(([field, value]) => [
      field,
      this.#maskField(record, field, value),
    ]);
    return Object.fromEntries(entries) as MaskedRecord;
  }

  #hidesNumber(value: unknown): boolean {
    return typeof value === 'string' && containsPersonnummer(value, this.today);
  }

  #maskField(record: HubRecord, field: string, value: unknown): unknown {
    if (value === null) return value;
    if (!isPersonal(record.kind, field)) return this.#hidesNumber(value) ? '***' : value;
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
