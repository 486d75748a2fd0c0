import type { Session } from '@kommunhub/subgraph-kit';

/** Collects the parameters of a statement while its text is put together. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Takes the value and gives its place in the text, as `$3::date`. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/** Joins the conditions that are there. */
export function allOf(conditions: readonly (string | null)[]): string {
  return conditions.filter((condition) => condition !== null).join(' and ');
}

/** The number that a statement of one `count` gives. */
export async function countOf(session: Session, sql: string, parameters: Parameters): Promise<number> {
  const [counted] = await session.query<{ count: number }>(sql, parameters.values);
  return counted?.count ?? 0;
}
