import type { Session } from '@kommunhub/subgraph-kit';

export function loadNamnder(
  session: Session,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  return session.query('select id, name from hub.namnder where id = any ($1)', [ids]);
}
