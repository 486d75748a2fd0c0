import type { Session } from '@kommunhub/subgraph-kit';
import type { HandlerCasesRow } from './own-facts.js';

/** The ids of handläggare by the keys that facts have of them; the caller's own nämnd only, by the row rules. */
export async function loadHandlerIds(
  session: Session,
  rows: readonly Pick<HandlerCasesRow, 'handler'>[],
): Promise<ReadonlyMap<string, string>> {
  const keys = rows.flatMap(({ handler }) => handler ?? []);
  const found = await session.query<{ readonly key: string; readonly id: string }>(
    `select key::text as key, id from statistics.surrogates where kind = 'staff' and key = any ($1::bigint[])`,
    [keys],
  );
  return new Map(found.map(({ key, id }) => [key, id]));
}
