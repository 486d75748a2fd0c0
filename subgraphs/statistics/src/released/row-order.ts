import type { RowOrder } from '@kommunhub/schema';
import { comparable, operandSql, type Parameter } from './filter-sql.js';
import { columnNamed, type SqlColumn, type SqlColumns } from './table-columns.js';

interface OrderColumn {
  readonly column: SqlColumn;
  readonly descending: boolean;
}

/** What an order column held in the last row of a page, as text. */
export type OrderValue = string | null;

/**
 * The columns to sort by. Null comes before everything, as OData has it.
 *
 * @throws BadInputError for a column that the table does not have.
 */
export function orderColumns(order: readonly RowOrder[], columns: SqlColumns): readonly OrderColumn[] {
  const named = order.map(({ column, descending }) => ({ column: columnNamed(columns, column), descending }));
  // A column that comes a second time sorts nothing any more.
  return named.filter(({ column }, place) => named.findIndex((other) => other.column === column) === place);
}

/** The `order by` list, the row's own order last. */
export function orderSql(order: readonly OrderColumn[]): string {
  const own = order.map(
    ({ column, descending }) => `${comparable(column)} ${descending ? 'desc nulls last' : 'asc nulls first'}`,
  );
  return [...own, 'release.period collate "C"', 'cell.ordinal'].join(', ');
}

/**
 * The condition that a row comes after the one of period and ordinal in the
 * rows' own order, among releases of that period and later ones. Written so
 * that the index of a release leads straight to its next row.
 */
export function nextSql([period, ordinal]: readonly [string, number], parameter: Parameter): string {
  return `cell.ordinal > case when release.period = ${parameter(period)} then ${parameter(ordinal)}::int else -1 end`;
}

/** The condition that a row comes after the one with these values, period and ordinal. */
export function afterSql(
  order: readonly OrderColumn[],
  values: readonly OrderValue[],
  [period, ordinal]: readonly [string, number],
  parameter: Parameter,
): string {
  const own = `(release.period collate "C", cell.ordinal) > (${parameter(period)}, ${parameter(ordinal)}::int)`;
  return order.reduceRight((rest, { column, descending }, place) => {
    const value = values[place] ?? null;
    const sql = comparable(column);
    if (value === null)
      return descending ? `(${sql} is null and ${rest})` : `(${sql} is not null or ${rest})`;
    const operand = operandSql(column, column.type === 'boolean' ? value === 'true' : value, parameter);
    const beyond = descending ? `(${sql} < ${operand} or ${sql} is null)` : `${sql} > ${operand}`;
    return `(${beyond} or (${sql} = ${operand} and ${rest}))`;
  }, own);
}
