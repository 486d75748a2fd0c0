import { statisticTableById, type TableId, type Timing } from '@kommunhub/schema';
import type { ClientBase } from 'pg';
import { cellsOf, figureColumns } from '../facts/count-cells.js';
import type { NamndOfFacts } from '../facts/refresh-facts.js';
import { unitsOver } from '../facts/unit-rows.js';
import { lastingCells } from './lasting-cells.js';

/** How many months are kept, the one of the refresh included; older ones are counted from facts when asked for. */
const KEPT_MONTHS = 36;

/** Tables with monthly cells. Claims change between deliveries and are few: they are counted from facts. */
export const rolledTables = [
  'insatser',
  'personer',
  'beslut',
  'ej_verkstallda',
  'arendemangd',
  'uppfoljningar',
] as const satisfies readonly TableId[];

/** First and last month of which there are cells. */
export interface RolledMonths {
  readonly from: string;
  readonly to: string;
}

/** What each month of a table tells of, as SQL over its first day. */
const endOfMonth = `(month + interval '1 month' - interval '1 day')::date`;
const days: Readonly<Record<Timing, readonly [first: string, last: string]>> = {
  FIRST_DAY: ['month', 'month'],
  LAST_DAY: [endOfMonth, endOfMonth],
  FLOW: ['month', endOfMonth],
};

/**
 * Counts anew the months that changed facts touch, and those that have come
 * since the last refresh. `touched` gives the days by table; a table that is
 * not in it has not changed.
 */
export async function refreshRollups(
  connection: ClientBase,
  namnd: NamndOfFacts,
  touched: ReadonlyMap<TableId, string>,
  rolled: RolledMonths | null,
): Promise<RolledMonths> {
  const { rows } = await connection.query<RolledMonths>(
    // Compiling costs more than these queries; the planner's settings of a merge make them look endless.
    `select set_config('jit', 'off', true), (month - interval '${KEPT_MONTHS - 1} months')::date::text as from, month::date::text as to
       from (select date_trunc('month', now() at time zone 'Europe/Stockholm') as month) this`,
  );
  const kept = rows[0]!;
  // A clock that went back leaves what is there.
  const to = rolled !== null && rolled.to > kept.to ? rolled.to : kept.to;
  const parameters = [namnd.namndId, namnd.kommunCodes];
  await connection.query(
    'delete from statistics.rollups where namnd_id = $1 and kommun_code = any ($2) and month < $3',
    [...parameters, kept.from],
  );
  for (const table of rolledTables) {
    const { rows: months } = await connection.query<{ month: string }>(
      `select month::date::text as month from generate_series($1::date, $2::date, interval '1 month') as month
        where daterange(month::date, (month + interval '1 month')::date) && $3::datemultirange
           or $4::date is null or month < $4::date or month > $5::date`,
      [kept.from, to, touched.get(table) ?? '{}', rolled?.from ?? null, rolled?.to ?? null],
    );
    if (months.length === 0) continue;
    await countMonths(
      connection,
      table,
      parameters,
      months.map(({ month }) => month),
    );
  }
  return { from: kept.from, to };
}

async function countMonths(
  connection: ClientBase,
  table: TableId,
  parameters: readonly unknown[],
  months: readonly string[],
): Promise<void> {
  await connection.query(
    `delete from statistics.rollups
      where namnd_id = $1 and kommun_code = any ($2) and table_id = '${table}' and month = any ($3::date[])`,
    [...parameters, months],
  );
  await connection.query(countingOf(table), [...parameters, months]);
}

/** SQL that counts months of a table and stores the cells; the nämnd, its kommuner and the months are parameters. */
export function countingOf(table: TableId): string {
  const [first, last] = days[statisticTableById(table)!.timing];
  const asked = `(select month as label, ${first} as first_on, ${last} as last_on
    from unnest($3::date[]) as month) asked`;
  const scope = { where: 'fact.namnd_id = $1 and fact.kommun_code = any ($2)' };
  const cells = lastingCells(table, asked, scope) ?? cellsOf(table, unitsOver(table, asked, scope));
  const figures = figureColumns.join(', ');
  return `
    insert into statistics.rollups (kommun_code, namnd_id, table_id, month, stratum, margin, value, ${figures})
    select kommun_code, namnd_id, '${table}', label, stratum, margin, value, ${figures}
      from (${cells}) cells`;
}
