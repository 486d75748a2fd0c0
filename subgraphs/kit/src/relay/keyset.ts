import type { Position } from './cursor-codec.js';

/** One column of a list's order. It must never be null; the last ones make the order total. */
export interface OrderColumn {
  /** SQL expression, as `c.opened_on`. */
  readonly sql: string;
  /** SQL type that the position's text is cast to. */
  readonly type: 'date' | 'text' | 'int' | 'timestamptz';
  readonly descending?: boolean;
}

/** The `order by` list of the columns. */
export function orderBy(columns: readonly OrderColumn[]): string {
  return columns.map(({ sql, descending }) => `${sql}${descending === true ? ' desc' : ''}`).join(', ');
}

/**
 * The condition "after this position", so that a page far down costs what the
 * first costs. `parameter` takes a value and gives its placeholder.
 *
 * Columns of one direction become one row comparison, which an index serves
 * whole; mixed directions are spelled out.
 */
export function afterPosition(
  columns: readonly OrderColumn[],
  position: Position,
  parameter: (value: string) => string,
): string {
  const values = columns.map((column, index) => `${parameter(position[index] ?? '')}::${column.type}`);
  const isDescending = (column: OrderColumn) => column.descending === true;
  const first = columns[0]!;
  if (columns.every((column) => isDescending(column) === isDescending(first))) {
    const row = columns.map((column) => column.sql).join(', ');
    return `(${row}) ${isDescending(first) ? '<' : '>'} (${values.join(', ')})`;
  }
  const steps = columns.map((column, index) => {
    const equal = columns.slice(0, index).map((earlier, at) => `${earlier.sql} = ${values[at]}`);
    return [...equal, `${column.sql} ${isDescending(column) ? '<' : '>'} ${values[index]}`].join(' and ');
  });
  return `(${steps.map((step) => `(${step})`).join(' or ')})`;
}
