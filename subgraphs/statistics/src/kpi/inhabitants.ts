import type { Figure } from '@kommunhub/schema';
import type { RunSql } from '../released/index.js';

/** Inhabitants of kommuner by the latest figure of each. */
export interface Inhabitants {
  readonly count: number;
  /** The day of the oldest figure among them; null where a source does not say. */
  readonly on: string | null;
}

interface InhabitantsRow extends Inhabitants {
  readonly kommunCode: string;
}

/** The latest known number of inhabitants of every kommun that has one: public, and one statement. */
export async function loadInhabitants(run: RunSql): Promise<ReadonlyMap<string, Inhabitants>> {
  const rows = await run<InhabitantsRow>(
    `select distinct on (kommun_code) kommun_code as "kommunCode", population as count, population_on::text as "on"
       from cases.kommun_facts where population is not null
      order by kommun_code, kommun_facts.population_on desc nulls last, id`,
    [],
  );
  return new Map(rows.map(({ kommunCode, count, on }) => [kommunCode, { count, on }]));
}

/** The inhabitants of all the kommuner together; null as soon as one of them is not known. */
export function inhabitantsOf(
  known: ReadonlyMap<string, Inhabitants>,
  kommunCodes: readonly string[],
): Inhabitants | null {
  const all = kommunCodes.map((code) => known.get(code));
  if (all.length === 0 || all.includes(undefined)) return null;
  const days = all.map((one) => one?.on ?? null);
  return {
    count: all.reduce((sum, one) => sum + (one?.count ?? 0), 0),
    on: days.includes(null) ? null : (days.toSorted()[0] ?? null),
  };
}

export function inhabitantsFigure(inhabitants: Inhabitants | null): Figure {
  return inhabitants === null
    ? { value: null, reason: 'UPPGIFT_SAKNAS' }
    : { value: String(inhabitants.count), reason: null };
}
