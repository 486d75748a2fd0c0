import { HubError } from '@kommunhub/schema';

/**
 * Tells on standard error what stopped a command: one sentence and every fault
 * with its place, or the same as JSON. Gives the exit code, 1.
 */
export function reportFailure(error: unknown, asJson: boolean): number {
  if (asJson) process.stderr.write(`${JSON.stringify(failureAsJson(error))}\n`);
  else process.stderr.write(`${failureAsText(error)}\n`);
  return 1;
}

function failureAsText(error: unknown): string {
  if (!(error instanceof HubError)) return unforeseen(error);
  const faults = error.faults.filter((fault) => !error.message.includes(fault.message));
  return [error.message, ...faults.map((fault) => `  ${fault.path}: ${fault.message}`)].join('\n');
}

function failureAsJson(error: unknown): unknown {
  if (!(error instanceof HubError))
    return { errors: [{ path: '', code: 'INTERNAL', message: unforeseen(error) }] };
  const whole = { path: '', code: error.code, message: error.message };
  return { errors: error.faults.length > 0 ? error.faults : [whole] };
}

/** Where it happened, never the message: those of libraries may repeat what a row holds. */
function unforeseen(error: unknown): string {
  if (!(error instanceof Error)) return 'Something unforeseen happened.';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`Something unforeseen happened (${error.name}); report it with these lines:`, ...frames].join('\n');
}
