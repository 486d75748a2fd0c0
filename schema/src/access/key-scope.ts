import type { Caller } from './caller.js';

/** Whether the caller's key, if it is one, reaches the released table; the role is asked about elsewhere. */
export function keyReachesTable({ keyScope }: Pick<Caller, 'keyScope'>, table: string): boolean {
  return keyScope === undefined || keyScope.tables === null || keyScope.tables.includes(table);
}

/** Whether the caller's key delivers the source for all the kommuner. Only keys deliver. */
export function keyDelivers(
  { keyScope }: Pick<Caller, 'keyScope'>,
  sourceId: string,
  kommunCodes: readonly string[],
): boolean {
  if (keyScope === undefined || keyScope.sourceId !== sourceId) return false;
  return kommunCodes.every((code) => keyScope.kommunCodes.includes(code));
}
