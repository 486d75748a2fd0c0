/** The columns that say whose and of what a cell is. */
export const place = 'kommun_code, namnd_id, stratum';

/** The days asked about, numbered from 0 in their order, and which of them each year has. */
export function daysOf(asked: string): string {
  return `
    days as materialized (
      select asked.label, asked.last_on, row_number() over (order by asked.last_on)::int - 1 as place from ${asked}
    ), calendar as materialized (
      select array_agg(last_on order by last_on) as days, count(*)::int as length from days
    ), years as materialized (
      select extract(year from last_on)::int as year, int4range(min(place), max(place) + 1) as span
        from days group by extract(year from last_on)
    )`;
}

/**
 * SQL of the cells on each of the days, after {@link daysOf}, from cells of what
 * changes: units and persons that a cell has more, or less, from the day with
 * the number `label` on.
 */
export function cellsOfDays(changed: string): string {
  const cell = `${place}, margin, value`;
  return `
    select days.label, ${cell}, level.units::int as units, level.persons::int as persons,
           total, second_total, known, known_persons, median
      from (select ${cell}, label as since, lead(label) over cell as until,
                   sum(units) over cell as units, sum(persons) over cell as persons,
                   total, second_total, known, known_persons, median
              from (${changed}) changed
            window cell as (partition by ${cell} order by label)) level
      join days on days.place >= level.since and coalesce(days.place < level.until, true)
     where level.units > 0`;
}
