import type { ErrorCode } from './error-codes.js';

/** One fault among several of the same input: where it is and what to do. */
export interface Fault {
  /** Path of an argument, a setting's name, or file, sheet, row and column. */
  readonly path: string;
  readonly code: string;
  /** One sentence without the offending value. */
  readonly message: string;
}

interface HubErrorOptions {
  readonly cause?: unknown;
  /** All faults of the input at once, when there are several. */
  readonly faults?: readonly Fault[];
}

/**
 * The base of every error that is meant for somebody.
 *
 * The message is one English sentence that names the thing, the limit and the
 * remedy, and never holds a personnummer, a name or a cell's value.
 */
export class HubError extends Error {
  readonly code: ErrorCode;
  readonly faults: readonly Fault[];

  constructor(code: ErrorCode, message: string, options: HubErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.faults = options.faults ?? [];
  }
}

/** The operator must act before anything can start or run; lists all faults. */
export class ConfigError extends HubError {}

/** The source may answer later: tried again, then marked stale. */
export class SourceUnavailableError extends HubError {
  constructor(message: string, options: HubErrorOptions = {}) {
    super('SOURCE_UNAVAILABLE', message, options);
  }
}

/** The source answers otherwise than agreed: no retry, nothing written. */
export class SourceRefusedError extends HubError {
  constructor(message: string, options: HubErrorOptions = {}) {
    super('SOURCE_REFUSED', message, options);
  }
}

export class NotFoundError extends HubError {
  constructor(message: string, options: HubErrorOptions = {}) {
    super('NOT_FOUND', message, options);
  }
}

export class ForbiddenError extends HubError {
  constructor(message: string, options: HubErrorOptions = {}) {
    super('FORBIDDEN', message, options);
  }
}

export class BadInputError extends HubError {
  constructor(message: string, options: HubErrorOptions = {}) {
    super('BAD_INPUT', message, options);
  }
}
