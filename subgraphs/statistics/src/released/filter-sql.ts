import { BadInputError, type FilterValue, isCalendarDate, type RowFilter } from '@kommunhub/schema';
import { columnNamed, type SqlColumn, type SqlColumns } from './table-columns.js';

/** Takes a value and gives its placeholder. */
export type Parameter = (value: unknown) => string;

const sqlTypes = {
  string: 'text collate "C"',
  integer: 'numeric',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
} as const;

const operators = { gt: '>', ge: '>=', lt: '<', le: '<=' } as const;
const decimal = /^-?\d{1,30}(\.\d{1,10})?$/;
/** Deeper than anybody writes by hand, and far from where the recursion would hurt. */
const deepest = 100;

/**
 * The filter as a condition over the columns, values as parameters.
 *
 * Null is told apart as OData has it: it equals null only, is neither greater
 * nor less than anything, and what is asked of a null text is unknown.
 *
 * @throws BadInputError for a column that is not there or a value that does not fit it.
 */
export function filterSql(filter: RowFilter, columns: SqlColumns, parameter: Parameter, depth = 0): string {
  if (depth > deepest) throw new BadInputError(`A filter may be ${deepest} conditions deep.`);
  const inner = (term: RowFilter) => filterSql(term, columns, parameter, depth + 1);
  switch (filter.op) {
    case 'and':
    case 'or':
      if (filter.terms.length === 0) return filter.op === 'and' ? 'true' : 'false';
      return `(${filter.terms.map(inner).join(` ${filter.op} `)})`;
    case 'not':
      return `(not ${inner(filter.term)})`;
    case 'contains':
    case 'startswith':
    case 'endswith':
      return textSql(filter.op, textColumn(columns, filter.column), parameter(textOf(filter.value)));
    case 'in': {
      const column = columnNamed(columns, filter.column);
      if (column.type === 'string' && !column.isNullable && column.name !== 'rad')
        return `(${column.sql} = any (${parameter(textsOf(column, filter.values))}::text[]))`;
      const alternatives = filter.values.map((value) => equalSql(column, value, parameter));
      return alternatives.length === 0 ? 'false' : `(${alternatives.join(' or ')})`;
    }
    case 'eq':
      return equalSql(columnNamed(columns, filter.column), filter.value, parameter);
    case 'ne':
      return `(not ${equalSql(columnNamed(columns, filter.column), filter.value, parameter)})`;
    default: {
      const column = columnNamed(columns, filter.column);
      if (filter.value === null) return 'false';
      const operand = operandSql(column, filter.value, parameter);
      return `coalesce(${comparable(column)} ${operators[filter.op]} ${operand}, false)`;
    }
  }
}

/** The column as it is compared and sorted: texts by their characters, whatever the database's language. */
export function comparable({ sql, type }: SqlColumn): string {
  return type === 'string' ? `${sql} collate "C"` : sql;
}

/** A value's placeholder, as the type of the column. */
export function operandSql(column: SqlColumn, value: FilterValue, parameter: Parameter): string {
  return `cast(${parameter(fitting(column, value))} as ${sqlTypes[column.type].split(' ')[0]})`;
}

function equalSql(column: SqlColumn, value: FilterValue, parameter: Parameter): string {
  if (value === null) return `(${column.sql} is null)`;
  if (column.name === 'rad') return keySql(column, fitting(column, value) as string, parameter);
  const equals = `${column.sql} = ${operandSql(column, value, parameter)}`;
  // Bare, so that an index can serve it.
  return column.isNullable ? `coalesce(${equals}, false)` : `(${equals})`;
}

/** The values of a list; null equals nothing in a column that is never null. */
function textsOf(column: SqlColumn, values: readonly FilterValue[]): readonly string[] {
  return values.filter((value) => value !== null).map((value) => String(fitting(column, value)));
}

/** A key is held against its parts, which an index serves; then against the whole. */
function keySql(column: SqlColumn, key: string, parameter: Parameter): string {
  const [period = '', node = '', stratum = ''] = key.split('|');
  const parts = [
    `release.period = ${parameter(period)}`,
    `cell.node = ${parameter(node)}`,
    `cell.stratum = ${parameter(stratum)}`,
    `${column.sql} = ${parameter(key)}`,
  ];
  return `(${parts.join(' and ')})`;
}

function textSql(op: 'contains' | 'startswith' | 'endswith', { sql }: SqlColumn, value: string): string {
  const text = `${value}::text`;
  if (op === 'contains') return `(position(${text} in ${sql}) > 0)`;
  if (op === 'startswith') return `starts_with(${sql}, ${text})`;
  return `(right(${sql}, length(${text})) = ${text})`;
}

function textColumn(columns: SqlColumns, name: string): SqlColumn {
  const column = columnNamed(columns, name);
  if (column.type !== 'string') throw new BadInputError(`The column ${column.name} is not a text.`);
  return column;
}

/** The value as the driver takes it. */
function fitting({ name, type }: SqlColumn, value: FilterValue): string | boolean {
  if (type === 'boolean' && typeof value === 'boolean') return value;
  if (type === 'string' && typeof value === 'string') return textOf(value);
  if (type === 'date' && typeof value === 'string' && isCalendarDate(value)) return value;
  if (type === 'integer' || type === 'decimal') {
    const text = typeof value === 'number' ? plainNumber(value) : value;
    if (typeof text === 'string' && decimal.test(text)) return text;
  }
  throw new BadInputError(`The column ${name} is held against a value that is not of its type, ${type}.`);
}

/** JavaScript writes great and small numbers with an exponent. */
function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

/** PostgreSQL has no text with the character zero. */
function textOf(value: string): string {
  if (value.includes('\0') || !value.isWellFormed())
    throw new BadInputError('A text in the filter has characters that no column has.');
  return value;
}
