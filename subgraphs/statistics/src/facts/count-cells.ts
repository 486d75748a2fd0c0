import { statisticTableById, type TableId, TOTAL } from '@kommunhub/schema';

/** Exact figures of one kommun in a nämnd: what is counted, before anything is protected. */
export interface CountCell {
  readonly kommunCode: string;
  /** A value of the table's stratum, or `TOTALT` where it has none. */
  readonly stratum: string;
  /** The dimension that the cell divides the stratum by, or `TOTALT`. */
  readonly margin: string;
  readonly value: string;
  readonly units: number;
  /** Distinct individuals; a unit without a known person is one. */
  readonly persons: number;
  /** The exact sums of what is known, as decimals; null where nothing is. */
  readonly total: string | null;
  readonly secondTotal: string | null;
  /** How many units the sum is of, and how many individuals. */
  readonly known: number;
  readonly knownPersons: number;
  /** The middle of the known amounts, or between the two in the middle. */
  readonly median: string | null;
}

/** Names of a cell's figures as columns, in the order of {@link cellsOf}. */
export const figureColumns = [
  'units',
  'persons',
  'total',
  'second_total',
  'known',
  'known_persons',
  'median',
] as const;

/**
 * SQL that groups unit rows into cells: each stratum's total and every margin
 * of it. The labels of the references, when there are many, are the column
 * `label`; a cell without units is not there.
 */
export function cellsOf(table: TableId, units: string): string {
  const margins = statisticTableById(table)!.margins.map(
    ({ dimension }) => `('${dimension}', unit.${dimension})`,
  );
  const divided = [`('${TOTAL}', '${TOTAL}')`, ...margins].join(', ');
  // Only decisions ask for the middle, which must sort what the rest need not.
  const median =
    table === 'beslut'
      ? 'percentile_cont(0.5) within group (order by unit.amount)::numeric'
      : 'null::numeric';
  // Where nobody stands twice in a stratum there is nothing to tell apart, which would cost a sort as well.
  const person =
    table === 'insatser' || table === 'personer' ? 'unit.person_key' : 'distinct unit.person_key';
  return `
    select unit.label, unit.kommun_code, unit.namnd_id, unit.stratum, cell.margin, cell.value,
           sum(unit.weight)::int as units,
           (count(${person})
             + coalesce(sum(unit.weight) filter (where unit.person_key is null), 0))::int as persons,
           sum(unit.amount) as total, sum(unit.second_amount) as second_total,
           count(unit.amount)::int as known,
           (count(${person}) filter (where unit.amount is not null)
             + count(*) filter (where unit.person_key is null and unit.amount is not null))::int as known_persons,
           ${median} as median
      from (${units}) unit cross join lateral (values ${divided}) as cell (margin, value)
     group by unit.label, unit.kommun_code, unit.namnd_id, unit.stratum, cell.margin, cell.value`;
}

/** The columns of cells under the names of {@link CountCell}. */
export const cellColumns = `kommun_code as "kommunCode", stratum, margin, value, units, persons, total::text as total,
  second_total::text as "secondTotal", known, known_persons as "knownPersons", median::text as median`;
