import type { Law } from '@kommunhub/schema';
import { type Day, yearOf } from '../calendar.js';

/** Hands out the ids and case numbers of one source, as its case system would: in order, each once. */
export class CaseBook {
  readonly #issued = new Map<string, number>();

  /** An id such as `B200041`. */
  nextId(prefix: 'A' | 'U' | 'B' | 'V'): string {
    return `${prefix}${200_000 + this.#next(prefix)}`;
  }

  /** A case number such as `LSS 2024-000123`. */
  nextCaseNumber(law: Law, openedOn: Day): string {
    const year = yearOf(openedOn);
    const name = law === 'LSS' ? 'LSS' : 'SoL';
    return `${name} ${year}-${String(this.#next(`${name}${year}`)).padStart(6, '0')}`;
  }

  #next(series: string): number {
    const serial = (this.#issued.get(series) ?? 0) + 1;
    this.#issued.set(series, serial);
    return serial;
  }
}
