/** At least as many, however little the others read. */
const LEAST = 50;
const TIMES_THE_MEDIAN = 5;

/**
 * Whether one caller has read of so many persons, beside the others of the
 * same role, that somebody should ask why: five times their median and at
 * least 50.
 */
export function isOutlier(persons: number, ofSameRole: readonly number[]): boolean {
  if (persons < LEAST) return false;
  const sorted = [...ofSameRole].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const median =
    sorted.length % 2 === 1
      ? sorted[Math.floor(middle)]!
      : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return persons >= TIMES_THE_MEDIAN * median;
}
