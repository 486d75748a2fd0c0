import {
  type CalendarDate,
  type Period,
  printPeriod,
  type Reference,
  referenceOf,
  statisticTableById,
  type TableId,
} from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { rolledTables } from '../rollups/refresh-rollups.js';
import { type CountCell, cellColumns, cellsOf } from './count-cells.js';
import { countedAs } from './fact-shapes.js';
import { sqlDate } from './known-facts.js';
import { unitRows } from './unit-rows.js';

export interface OwnCellsQuery {
  readonly table: TableId;
  /** The caller's own: of any other the row rules show nothing. */
  readonly namndId: string;
  /** A period of the calendar, months too, or a day or days of the caller's choice. */
  readonly asked: Period | Reference;
  /** What was known at the end of the day in Stockholm. */
  readonly knownOn?: CalendarDate | undefined;
}

/**
 * The exact cells of the caller's own nämnd, for roles that may have its
 * counts. A month as it is known now comes from the monthly cells; everything
 * else, and months that have begun since the last delivery, is counted from
 * facts. Null when there are no facts of the nämnd, or were none then.
 */
export async function ownCells(session: Session, query: OwnCellsQuery): Promise<CountCell[] | null> {
  const { table, namndId, asked, knownOn } = query;
  const kept = await keptFacts(session, namndId, knownOn);
  // Claims are written in the hub, whether or not anything is delivered to it.
  if (kept === null && table !== 'sjukloner') return null;
  const isMonth = 'kind' in asked && asked.kind === 'MONTH';
  const month = isMonth ? `${printPeriod(asked)}-01` : null;
  if (kept?.isCounted === true && month !== null && knownOn === undefined && isRolled(table, month, kept)) {
    return session.query<CountCell>(
      `select ${cellColumns} from statistics.rollups
        where namnd_id = $1 and kommun_code = any ($2) and table_id = $3 and month = $4
        order by kommun_code, stratum, margin, value`,
      [namndId, kept.kommunCodes, table, month],
    );
  }
  const reference = 'kind' in asked ? referenceOf(statisticTableById(table)!.timing, asked) : asked;
  const where = `fact.namnd_id = $1 and fact.kommun_code in (
    select kommun_code from hub.namnd_kommuner where namnd_id = $1)`;
  return session.query<CountCell>(
    `select ${cellColumns} from (${cellsOf(table, unitRows(table, reference, { knownOn, where }))}) cells
      order by kommun_code, stratum, margin, value`,
    [namndId],
  );
}

interface KeptFacts {
  readonly kommunCodes: readonly string[];
  readonly rolledFrom: string;
  readonly rolledTo: string;
  /** Whether the monthly cells were counted as they are now. */
  readonly isCounted: boolean;
}

async function keptFacts(
  session: Session,
  namndId: string,
  knownOn: CalendarDate | undefined,
): Promise<KeptFacts | null> {
  const wasKept =
    knownOn === undefined
      ? 'true'
      : `kept_since < ((${sqlDate(knownOn)} + 1)::timestamp at time zone 'Europe/Stockholm')`;
  const rows = await session.query<KeptFacts>(
    `select rolled_from::text as "rolledFrom", rolled_to::text as "rolledTo",
            coalesce(counted_as = $2, false) as "isCounted",
            array(select kommun_code from hub.namnd_kommuner served where served.namnd_id = $1) as "kommunCodes"
       from statistics.refreshes where namnd_id = $1 and ${wasKept}`,
    [namndId, countedAs],
  );
  return rows[0] ?? null;
}

function isRolled(table: TableId, month: string, { rolledFrom, rolledTo }: KeptFacts): boolean {
  return (rolledTables as readonly TableId[]).includes(table) && rolledFrom <= month && month <= rolledTo;
}
