import { HubError, SourceRefusedError, SourceUnavailableError } from '@kommunhub/schema';
import { type AdapterFault, summarize } from '../faults/adapter-fault.js';

/** What is wrong with a source, collected over all its tables so that it is told all at once. */
export class SourceFindings {
  readonly #faults: AdapterFault[] = [];
  readonly #errors: HubError[] = [];

  add(...faults: readonly AdapterFault[]): void {
    this.#faults.push(...faults);
  }

  /** Notes what could not be opened; an error that is none of ours is thrown on. */
  note(error: unknown): void {
    if (!(error instanceof HubError)) throw error;
    this.#errors.push(error);
    this.#faults.push(...(error.faults as readonly AdapterFault[]));
  }

  /**
   * Ends the reading before it begins when anything was found.
   *
   * @throws SourceUnavailableError when all of it may pass by itself, as a file that has not come yet.
   * @throws SourceRefusedError otherwise.
   */
  throwIfAny(): void {
    if (this.#faults.length === 0 && this.#errors.length === 0) return;
    const [cause] = this.#errors;
    const mayPass =
      this.#errors.length > 0 && this.#errors.every(({ code }) => code === 'SOURCE_UNAVAILABLE');
    const isOnlyMissing =
      mayPass && this.#faults.length === this.#errors.flatMap((error) => error.faults).length;
    const options = { faults: this.#faults, ...(cause === undefined ? {} : { cause }) };
    const message = summarize('The source is not as agreed', this.#faults);
    throw isOnlyMissing
      ? new SourceUnavailableError(message, options)
      : new SourceRefusedError(message, options);
  }
}
