import {
  type CalendarDate,
  type HandlerCases,
  meanOfDays,
  medianOfDays,
  type OwnParts,
  type Period,
} from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { unitRows } from '../facts/index.js';
import { knownFacts, sqlDate } from '../facts/known-facts.js';
import { isActiveHandler } from '../facts/unit-queries.js';

/** In place of a kommun: all kommuner of the nämnd together. */
export const WHOLE_NAMND = '*';

/** Open cases of one handläggare in one kommun of the nämnd. */
export interface HandlerCasesRow extends HandlerCases {
  readonly kommunCode: string;
  /** The key of who has them; null for the queue. */
  readonly handler: string | null;
  /** Persons whose year of birth is not known. */
  readonly unknown: number;
}

/** The cases of the own nämnd that are open on the day, by kommun and who has them. */
export function loadHandlerCases(session: Session, on: CalendarDate): Promise<HandlerCasesRow[]> {
  const day = sqlDate(on);
  const age = `extract(year from ${day})::int - fact.birth_year`;
  return session.query(
    `select fact.kommun_code as "kommunCode", fact.staff_key::text as handler,
            coalesce(fact.staff_key in (select staff.key from ${knownFacts('staff_facts', {}, 'staff')}
                                         where ${isActiveHandler('staff', day)}), false) as "isHandlers",
            count(*) filter (where ${age} >= 18)::int as adults, count(*) filter (where ${age} < 18)::int as children,
            count(*) filter (where fact.birth_year is null)::int as unknown
       from ${knownFacts('case_facts', {})}
      where fact.opened_on <= ${day} and (fact.closed_on is null or fact.closed_on >= ${day})
      group by fact.kommun_code, fact.staff_key order by fact.kommun_code, fact.staff_key nulls last`,
  );
}

/** The same over all kommuner of the nämnd, one row for each who has cases. */
export function overKommuner(rows: readonly HandlerCasesRow[]): HandlerCasesRow[] {
  const byHandler = new Map<string | null, HandlerCasesRow>();
  for (const row of rows) {
    const known = byHandler.get(row.handler) ?? {
      ...row,
      kommunCode: WHOLE_NAMND,
      adults: 0,
      children: 0,
      unknown: 0,
    };
    const { adults, children, unknown } = known;
    byHandler.set(row.handler, {
      ...known,
      adults: adults + row.adults,
      children: children + row.children,
      unknown: unknown + row.unknown,
    });
  }
  return [...byHandler.values()];
}

/** Days of investigation as Kolada asked for them. */
export interface KoladaDays {
  readonly mean: OwnParts;
  readonly median: OwnParts;
}

interface DaysRow {
  readonly kommunCode: string;
  readonly sum: number;
  readonly count: number;
  readonly lower: number;
  readonly upper: number;
}

/** Days from application to decision of the own nämnd's decisions from January to June, by kommun and over all. */
export async function loadKoladaDays(
  session: Session,
  { year }: Period,
): Promise<ReadonlyMap<string, KoladaDays>> {
  const units = unitRows('beslut', { from: `${year}-01-01`, to: `${year}-06-30` });
  const rows = await session.query<DaysRow>(
    `select place.kommun_code as "kommunCode", sum(unit.amount)::int as sum, count(unit.amount)::int as count,
            (percentile_disc(0.5) within group (order by unit.amount))::int as lower,
            (percentile_disc(0.5) within group (order by unit.amount desc))::int as upper
       from (${units}) unit cross join lateral (values (unit.kommun_code), ('${WHOLE_NAMND}')) as place (kommun_code)
      where unit.amount is not null group by place.kommun_code`,
  );
  return new Map(
    rows.map(({ kommunCode, sum, count, lower, upper }) => [
      kommunCode,
      { mean: meanOfDays(sum, count), median: medianOfDays(lower, upper, count) },
    ]),
  );
}
