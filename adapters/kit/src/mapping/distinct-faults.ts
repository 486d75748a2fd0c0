import type { RowFault } from '@kommunhub/schema';

/** The faults of a row, one for each column and reason: records that share a column find the same again. */
export function distinctFaults(faults: readonly RowFault[]): RowFault[] {
  const seen = new Set<string>();
  return faults.filter(({ reason, column }) => {
    const key = `${reason} ${column}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
