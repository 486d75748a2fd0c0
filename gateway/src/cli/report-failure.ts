import { swedishOf, visibleText } from '@kommunhub/adapter-kit';
import { errorCodes, HubError } from '@kommunhub/schema';

export interface FailureForm {
  readonly asJson: boolean;
  /** For commands that the kommun's own IT uses: what happened in Swedish, then the place and the details. */
  readonly inSwedish: boolean;
}

/**
 * Tells on standard error what stopped a command: one sentence and every fault
 * with its place, or the same as JSON. Gives the exit code, 1.
 */
export function reportFailure(error: unknown, { asJson, inSwedish }: FailureForm): number {
  const asText = inSwedish ? failureInSwedish : failureAsText;
  process.stderr.write(`${asJson ? JSON.stringify(failureAsJson(error)) : asText(error)}\n`);
  return 1;
}

function failureAsText(error: unknown): string {
  if (!(error instanceof HubError)) return unforeseen(error);
  const faults = error.faults.filter((fault) => !error.message.includes(fault.message));
  return [error.message, ...faults.map((fault) => `  ${fault.path}: ${fault.message}`)].join('\n');
}

function failureInSwedish(error: unknown): string {
  if (!(error instanceof HubError)) return unforeseen(error);
  const { code, faults, message } = error;
  const details =
    faults.length === 0
      ? [message]
      : faults.map((fault) => `${fault.path === '' ? '' : `${fault.path}: `}${swedishOf(fault)}`);
  return [`${errorCodes[code].swedish} (${code})`, ...details.map((line) => `  ${visibleText(line)}`)].join(
    '\n',
  );
}

function failureAsJson(error: unknown): unknown {
  if (!(error instanceof HubError))
    return { errors: [{ path: '', code: 'INTERNAL', message: unforeseen(error) }] };
  const { code, message } = error;
  const whole = { path: '', code, message, swedish: errorCodes[code].swedish };
  return { errors: error.faults.length > 0 ? error.faults : [whole] };
}

/** Where it happened, never the message: those of libraries may repeat what a row holds. */
function unforeseen(error: unknown): string {
  if (!(error instanceof Error)) return 'Something unforeseen happened.';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`Something unforeseen happened (${error.name}); report it with these lines:`, ...frames].join('\n');
}
