import type { ReleasedQuery, ReleasedRow, ReleasedTables } from '@kommunhub/schema';

/** Every row that a question has, read page by page. */
export async function everyRow(
  tables: ReleasedTables,
  query: Omit<ReleasedQuery, 'limit' | 'after'>,
): Promise<readonly ReleasedRow[]> {
  const rows: ReleasedRow[] = [];
  let after: string | null | undefined;
  do {
    const page = await tables.read({ ...query, limit: 5_000, ...(after && { after }) });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}
