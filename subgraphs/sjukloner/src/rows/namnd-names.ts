import type { Session } from '@kommunhub/subgraph-kit';

/** What the nämnder are called, in one statement. */
export function loadNamndNames(
  session: Session,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  return session.query('select id, name from hub.namnder where id = any ($1)', [ids]);
}
