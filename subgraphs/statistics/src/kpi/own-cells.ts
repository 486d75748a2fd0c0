import {
  dimensions,
  type Reference,
  type StatisticTable,
  statisticTableById,
  type TableId,
} from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { type CountCell, cellColumns, cellsOf, unitRows } from '../facts/index.js';

/** In place of a kommun: all kommuner of the nämnd together. */
export const WHOLE_NAMND = '*';

/**
 * The exact cells of the caller's own nämnd in one table, by kommun and over
 * all its kommuner, in one statement. The row rules leave nothing else.
 */
export function loadOwnCells(session: Session, table: TableId, reference: Reference): Promise<CountCell[]> {
  const units = `select ${columnsOf(table)} from (${unitRows(table, reference)}) unit
    cross join lateral (values (unit.kommun_code), ('${WHOLE_NAMND}')) as place (kommun_code)`;
  return session.query(`select ${cellColumns} from (${cellsOf(table, units)}) cell`);
}

/** The columns of units, the place in front of the kommun. */
function columnsOf(table: TableId): string {
  const margins = (statisticTableById(table) as StatisticTable).margins.map(
    ({ dimension }) => dimensions[dimension].id,
  );
  const own = ['label', 'namnd_id', 'person_key', 'weight', 'stratum', 'amount', 'second_amount', ...margins];
  return ['place.kommun_code', ...own.map((name) => `unit.${name}`)].join(', ');
}
