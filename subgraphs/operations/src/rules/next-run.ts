import type { RunState } from '@kommunhub/schema';

/** A reading as the next one depends on it. */
export interface PastRun {
  readonly state: RunState;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly errorCode: string | null;
}

/** What only a person can mend: reading again sooner would fail in the same way. */
const needsPerson: ReadonlySet<string | null> = new Set([
  'SOURCE_REFUSED',
  'ADAPTER_INVALID',
  'CONFIG_INVALID',
  'FILE_INVALID',
]);
/** A reading that was stopped from outside says nothing against the source. */
const wasStopped: ReadonlySet<string | null> = new Set(['SYNC_CUT_OFF', 'SYNC_CANCELLED']);

const minute = 60_000;
/** How long to wait after the first failure, the second in a row, and so on; the last holds for all further. */
const waits = [1, 5, 15, 60];

/**
 * When a source is to be read next; null when it is due at once.
 *
 * A reading that failed is tried again sooner than the interval, ever later
 * while it goes on failing, and at once when it was cut off or cancelled.
 *
 * @param runs readings newest first, replays left out; the last four are enough.
 */
export function nextRunAt(runs: readonly PastRun[], intervalHours: number): Date | null {
  const [latest] = runs;
  if (latest === undefined) return null;
  const interval = intervalHours * 60 * minute;
  const regular = Date.parse(latest.startedAt) + interval;
  if (latest.state !== 'FAILED' || needsPerson.has(latest.errorCode)) return new Date(regular);
  const succeeded = runs.findIndex(({ state }) => state !== 'FAILED');
  const failures = succeeded === -1 ? runs.length : succeeded;
  if (failures === 1 && wasStopped.has(latest.errorCode)) return null;
  const wait = waits[Math.min(failures, waits.length) - 1]! * minute;
  return new Date(Math.min(regular, Date.parse(latest.finishedAt ?? latest.startedAt) + wait));
}
