import { EngineError } from '../engine-errors.js';
import type { EngineLimits } from './engine-limits.js';

/** Counts an operation while it is unfolded and stops at the first limit it passes. */
export class OperationSize {
  #fields = 0;
  #aliases = 0;
  #spreads = 0;

  constructor(readonly limits: EngineLimits) {}

  /** @throws EngineError when fields lie deeper below each other than allowed. */
  enter(depth: number): void {
    if (depth > this.limits.depth) {
      throw new EngineError(
        'OPERATION_TOO_DEEP',
        `The operation is deeper than ${this.limits.depth} levels.`,
      );
    }
  }

  field(isAliased: boolean): void {
    this.#fields += 1;
    if (this.#fields > this.limits.fields) this.#tooWide('fields', this.limits.fields);
    if (!isAliased) return;
    this.#aliases += 1;
    if (this.#aliases > this.limits.aliases) this.#tooWide('aliases', this.limits.aliases);
  }

  spread(): void {
    this.#spreads += 1;
    if (this.#spreads > this.limits.spreads) this.#tooWide('fragment spreads', this.limits.spreads);
  }

  breadth(selected: number): void {
    if (selected > this.limits.breadth) this.#tooWide('fields side by side', this.limits.breadth);
  }

  conditions(variables: number): void {
    if (variables > this.limits.conditions) this.#tooWide('variables in conditions', this.limits.conditions);
  }

  #tooWide(what: string, limit: number): never {
    throw new EngineError('OPERATION_TOO_WIDE', `The operation has more than ${limit} ${what}.`);
  }
}
