import { statisticTableById, type TableId } from '@kommunhub/schema';
import { cellsInOnePass, cellsOf } from '../facts/count-cells.js';
import { type FactScope, knownFacts } from '../facts/known-facts.js';
import { type AgeGroup, age, childhood, counted, isOfKommun, wideAge } from '../facts/unit-queries.js';
import { cellsOfDays, daysOf, place } from './days-at-once.js';
import { waitingCells } from './waiting-cells.js';

/** A table of what lasts from one day to another. */
interface Lasting {
  readonly facts: string;
  readonly from: string;
  readonly to: string;
  readonly where: string;
  readonly stratum: string;
  /** SQL that a fact is executed by somebody else; null in a table that does not tell it. */
  readonly isExternal: string | null;
  /** Whether each fact is a unit; otherwise each person of a stratum is one, whatever the number of facts. */
  readonly countsFacts: boolean;
  /** SQL of the margins that change with the year. */
  readonly aging: Readonly<Record<string, AgeGroup>>;
  /** What is counted beside, never in a cell where something lasts. */
  readonly beside?: (asked: string, scope: FactScope) => string;
}

const ages = { alder: age, alder_grov: wideAge };
const given = { facts: 'insats_facts', from: 'from_on', to: 'to_on', where: isOfKommun, countsFacts: false };
const lastingTables: ReadonlyMap<TableId, Lasting> = new Map<TableId, Lasting>([
  [
    'insatser',
    { ...given, stratum: 'fact.insats', isExternal: 'fact.is_external', aging: ages, beside: counted },
  ],
  ['personer', { ...given, stratum: `'TOTALT'`, isExternal: null, aging: ages }],
  [
    'arendemangd',
    {
      ...{ facts: 'case_facts', from: 'opened_on', to: 'closed_on', where: 'true', countsFacts: true },
      ...{ stratum: 'fact.law', isExternal: null, aging: { malgrupp: childhood } },
    },
  ],
]);

const person = 'kon, birth_year, personkrets';

/**
 * SQL of a table's cells on many days at once, the same that counting each day
 * for itself gives; null for tables of what does not last. What lasts is told
 * by when it begins and ends, and how many there are on a day is what has begun
 * by then less what has ended: it costs the same for one day and for hundreds.
 */
export function lastingCells(table: TableId, asked: string, scope: FactScope): string | null {
  const lasting = lastingTables.get(table);
  if (table === 'ej_verkstallda') return waitingCells(asked, scope);
  if (lasting === undefined) return null;
  const margins = statisticTableById(table)!.margins.map(({ dimension }) => dimension);
  const cells = `
    with ${daysOf(asked)}, ${heldOf(lasting, scope)}, ${agesOf(lasting)},
    changes as materialized (${changesOf(lasting, margins)})
    ${cellsOfDays(cellsInOnePass('select * from changes', margins, 'persons'))}`;
  return lasting.beside === undefined
    ? cells
    : `(${cells}) union all (${aside(cellsOf(table, lasting.beside(asked, scope)))})`;
}

/** On which of the days each fact holds, and each person of a stratum has any; closed facts hold on their last day. */
function heldOf({ facts, from, to, where, stratum, isExternal }: Lasting, scope: FactScope): string {
  return `
    holding as materialized (
      select fact.*, int4range(fact.since, fact.until) as span
        from (select fact.kommun_code, fact.namnd_id, fact.person_key, ${stratum} as stratum, fact.sex as kon,
                     fact.birth_year, coalesce(fact.personkrets, 'OKAND') as personkrets, ${isExternal ?? 'false'} as is_external,
                     width_bucket(fact.${from} - 1, calendar.days) as since,
                     coalesce(width_bucket(fact.${to}, calendar.days), calendar.length) as until
                from ${knownFacts(facts, scope)} cross join calendar where ${where}) fact
       where fact.since < fact.until
    ), held as materialized (
      select ${place}, min(kon) as kon, min(birth_year) as birth_year, min(personkrets) as personkrets,
             range_agg(span) as spans, range_agg(span) filter (where is_external) as external
        from holding group by ${place}, person_key
    )`;
}

/** On which of the days persons of each year of birth are of which age. */
function agesOf({ aging }: Lasting): string {
  const columns = Object.keys(aging);
  const groups = Object.entries(aging).map(
    ([column, group]) => `${group('years.year', 'born.birth_year')} as ${column}`,
  );
  return `
    ages as materialized (
      select birth_year, ${columns}, unnest(range_agg(span)) as span
        from (select born.birth_year, ${groups}, years.span
                from (select distinct birth_year from held) born cross join years) age
       group by birth_year, ${columns}
    )`;
}

/** Rows that add units and persons from one of the days on, or take them away. */
function changesOf({ isExternal, countsFacts }: Lasting, margins: readonly string[]): string {
  const runs = [
    run('held', 'unnest(spans)', countsFacts ? 0 : 1, 1, 'EGEN'),
    ...(countsFacts ? [run('holding', 'span', 1, 0, 'EGEN')] : []),
    // What is executed by somebody else is moved from the kommun's own.
    ...(isExternal === null ? [] : [run('held', 'unnest(external)', -1, -1, 'EGEN')]),
    ...(isExternal === null ? [] : [run('held', 'unnest(external)', 1, 1, 'EXTERN')]),
  ];
  const told = `change.label, ${place}, ${margins}`;
  return `
    select ${told}, sum(change.sign * weight) as weight, sum(change.sign * persons) as persons
      from (${runs.join(' union all ')}) run
      join ages on coalesce(ages.birth_year, 0) = coalesce(run.birth_year, 0) and ages.span && run.span
      cross join calendar
      join lateral (values (lower(run.span * ages.span), 1), (upper(run.span * ages.span), -1)) as change (label, sign)
        on change.label < calendar.length
     group by ${told}`;
}

const run = (source: string, span: string, weight: number, persons: number, utforande: string) =>
  `select ${place}, ${person}, ${span} as span, ${weight} as weight, ${persons} as persons, '${utforande}' as utforande from ${source}`;

/** The same columns in the same order, whatever order a query has. */
const aside = (cells: string) =>
  `select label, ${place}, margin, value, units, persons, total, second_total, known, known_persons, median from (${cells}) beside`;
