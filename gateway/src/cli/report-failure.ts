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
  if (!(error instanceof HubError))
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const faults = error.faults.filter((fault) => !error.message.includes(fault.message));
  return [error.message, ...faults.map((fault) => `  ${fault.path}: ${fault.message}`)].join('\n');
}

function failureAsJson(error: unknown): unknown {
  if (!(error instanceof HubError))
    return { errors: [{ path: '', code: 'INTERNAL', message: String(error) }] };
  const whole = { path: '', code: error.code, message: error.message };
  return { errors: error.faults.length > 0 ? error.faults : [whole] };
}
