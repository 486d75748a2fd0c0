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
  /**
   * Distinct individuals. Claims of nobody whom the hub knows may all be one
   * individual's and count as that one; any other unit without a person is one each.
   */
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

/** Tables whose units of a stratum are persons, each once. */
const ofPersons: ReadonlySet<TableId> = new Set(['insatser', 'personer']);

const place = 'unit.label, unit.kommun_code, unit.namnd_id, unit.stratum';

/**
 * SQL that groups unit rows into cells: each stratum's total and every margin
 * of it. The labels of the references, when there are many, are the column
 * `label`; a cell without units is not there.
 */
export function cellsOf(table: TableId, units: string): string {
  const margins = statisticTableById(table)!.margins.map(({ dimension }) => dimension);
  // Nobody is there twice.
  return ofPersons.has(table)
    ? cellsInOnePass(units, margins, 'weight')
    : cellsOfEvents(table, units, margins);
}

/** All margins are counted in one pass, and nothing has to be sorted; a column of the rows says how many persons they add. */
export function cellsInOnePass(units: string, margins: readonly string[], persons: string): string {
  const choose = (value: (margin: string) => string) =>
    `case ${margins.map((margin) => `when grouping(unit.${margin}) = 0 then ${value(margin)}`).join(' ')} else '${TOTAL}' end`;
  const sets = [place, ...margins.map((margin) => `${place}, unit.${margin}`)].map((set) => `(${set})`);
  return `
    select ${place}, ${choose((margin) => `'${margin}'`)} as margin, ${choose((margin) => `unit.${margin}`)} as value,
           sum(unit.weight)::int as units, sum(unit.${persons})::int as persons,
           null::numeric as total, null::numeric as second_total, 0 as known, 0 as known_persons, null::numeric as median
      from (${units}) unit group by grouping sets (${sets.join(', ')})`;
}

function cellsOfEvents(table: TableId, units: string, margins: readonly string[]): string {
  const divided = [`('${TOTAL}', '${TOTAL}')`, ...margins.map((margin) => `('${margin}', unit.${margin})`)];
  const cell = `${place}, cell.margin, cell.value`;
  const from = `from (${units}) unit cross join lateral (values ${divided.join(', ')}) as cell (margin, value)`;
  // Units without a person are one row here. Few must never look like many: of claims it may be one who has them all.
  const isOneEach = table === 'sjukloner' ? 'false' : 'unit.person_key is null';
  // Only decisions ask for the middle, which must sort what the rest need not.
  if (table === 'beslut') {
    return `
      select ${cell}, sum(unit.weight)::int as units, count(distinct unit.person_key)::int as persons,
             sum(unit.amount) as total, null::numeric as second_total, count(unit.amount)::int as known,
             count(distinct unit.person_key) filter (where unit.amount is not null)::int as known_persons,
             percentile_cont(0.5) within group (order by unit.amount)::numeric as median
        ${from} group by ${cell}`;
  }
  return `
    select unit.label, unit.kommun_code, unit.namnd_id, unit.stratum, unit.margin, unit.value,
           sum(unit.weight)::int as units,
           sum(case when ${isOneEach} then unit.weight else 1 end)::int as persons,
           sum(unit.amount) as total, sum(unit.second_amount) as second_total, sum(unit.known)::int as known,
           sum(case when ${isOneEach} then unit.known else least(unit.known, 1) end)::int as known_persons,
           null::numeric as median
      from (select ${cell}, unit.person_key, sum(unit.weight) as weight, sum(unit.amount) as amount,
                   sum(unit.second_amount) as second_amount, count(unit.amount) as known
              ${from} group by ${cell}, unit.person_key) unit
     group by ${place}, unit.margin, unit.value`;
}

/** The columns of cells under the names of {@link CountCell}. */
export const cellColumns = `kommun_code as "kommunCode", stratum, margin, value, units, persons, total::text as total,
  second_total::text as "secondTotal", known, known_persons as "knownPersons", median::text as median`;
