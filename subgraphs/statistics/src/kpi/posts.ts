import type { Decimal } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

/** Posts of LSS-handläggare by the latest list of staffing, by kommun: public, and without days. */
export async function loadPosts(
  session: Session,
  kommunCodes: readonly string[],
): Promise<ReadonlyMap<string, Decimal>> {
  const rows = await session.query<{ readonly kommunCode: string; readonly posts: Decimal }>(
    `select distinct on (kommun_code) kommun_code as "kommunCode", trim_scale(lss_fte_list)::text as posts
       from cases.kommun_facts where lss_fte_list is not null and kommun_code = any ($1)
      order by kommun_code, known_from desc, id`,
    [kommunCodes],
  );
  return new Map(rows.map(({ kommunCode, posts }) => [kommunCode, posts]));
}
