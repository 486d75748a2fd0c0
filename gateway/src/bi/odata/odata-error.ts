import { type ErrorCode, HubError } from '@kommunhub/schema';
import { statusOf } from '../../http/refusal.js';

interface ODataErrorOptions {
  readonly status?: number;
  /** What of the request is wrong: an option's or a property's name. */
  readonly target?: string;
}

/** A refusal in the words of OData: the status where the code alone does not tell it, and what it is about. */
export class ODataError extends HubError {
  readonly status: number;
  readonly target: string | null;

  constructor(code: ErrorCode, message: string, { status, target }: ODataErrorOptions = {}) {
    super(code, message);
    this.status = status ?? statusOf(code);
    this.target = target ?? null;
  }
}

/** What the request says cannot be used. */
export function badInput(message: string, target: string): ODataError {
  return new ODataError('BAD_INPUT', message, { target });
}

/** OData knows it, this service does not: 501 (Protocol 9.3.1). */
export function notSupported(message: string, target: string): ODataError {
  return new ODataError('NOT_SUPPORTED', message, { target });
}

/** What an error says of itself (JSON Format 19). */
export function printError(error: HubError): string {
  const target = error instanceof ODataError ? error.target : null;
  const { code, message } = error;
  return JSON.stringify({ error: { code, message, ...(target !== null && { target }) } });
}
