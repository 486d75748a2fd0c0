import type { RunState } from '@kommunhub/schema';

/** How far a source can be trusted, worst first. */
export const sourceStates = ['UNTRUSTED', 'UNAVAILABLE', 'PARTIAL', 'STALE', 'OK'] as const;
export type SourceState = (typeof sourceStates)[number];

export interface RunFigures {
  readonly state: RunState;
  readonly rowsRead: number;
  readonly rowsQuarantined: number;
}

/** Share of quarantined rows above which a delivery counts as partial. */
export const partialShare = 0.05;
/** So many failed runs in a row make a source unavailable. */
export const failuresBeforeUnavailable = 3;

/**
 * The worst state that applies to a source.
 *
 * UNTRUSTED is the verdict of the filter probe, which is not an input here. A
 * source that was never read has no age and counts as stale. A failed run
 * leaves the data of the run before it, so that one decides over PARTIAL.
 *
 * @param runs newest first; the last three finished ones are enough, with the last that was not FAILED.
 */
export function sourceState(
  runs: readonly RunFigures[],
  ageSeconds: number | null,
  intervalHours: number,
): SourceState {
  const finished = runs.filter(({ state }) => state !== 'RUNNING');
  const latest = finished.slice(0, failuresBeforeUnavailable);
  if (latest.length === failuresBeforeUnavailable && latest.every(({ state }) => state === 'FAILED')) {
    return 'UNAVAILABLE';
  }
  const delivered = finished.find(({ state }) => state !== 'FAILED');
  if (delivered !== undefined && isPartial(delivered)) return 'PARTIAL';
  if (ageSeconds === null || ageSeconds > intervalHours * 3600) return 'STALE';
  return 'OK';
}

function isPartial({ state, rowsRead, rowsQuarantined }: RunFigures): boolean {
  return state === 'HELD' || rowsQuarantined > rowsRead * partialShare;
}

/** Whole seconds since the data were true; never negative, since a source's clock may run ahead of the hub's. */
export function ageInSeconds(asOf: string | null, now: Date): number | null {
  return asOf === null ? null : Math.max(0, Math.floor((now.getTime() - Date.parse(asOf)) / 1000));
}
