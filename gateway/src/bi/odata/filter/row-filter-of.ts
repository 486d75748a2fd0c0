import { type FilterValue, isCalendarDate, type RowFilter, type TableColumn } from '@kommunhub/schema';
import { badInput, notSupported, type ODataError } from '../odata-error.js';
import type { Comparison, Expression, Literal } from './expression.js';
import { parseExpression } from './parse-expression.js';

const target = '$filter';
const flipped: Readonly<Record<Comparison, Comparison>> = {
  ...{ eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' },
};
const textFunctions = ['contains', 'startswith', 'endswith'] as const;
const literalTypes: Readonly<Record<TableColumn['type'], Literal['type']>> = {
  ...{ string: 'string', integer: 'number', decimal: 'number', boolean: 'boolean', date: 'date' },
};

/**
 * What $filter asks of the rows of a table with these columns.
 *
 * @throws ODataError BAD_INPUT for a text that is no condition, a property that is not there or a value
 *   of another type; NOT_SUPPORTED for functions and operators of OData that are not offered.
 */
export function rowFilterOf(
  text: string,
  columns: readonly TableColumn[],
  aliases: ReadonlyMap<string, string>,
): RowFilter {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return conditionOf(parseExpression(text, aliases), byName);
}

type Columns = ReadonlyMap<string, TableColumn>;

function conditionOf(expression: Expression, columns: Columns): RowFilter {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return { op: expression.kind, terms: expression.terms.map((term) => conditionOf(term, columns)) };
    case 'not':
      return { op: 'not', term: conditionOf(expression.term, columns) };
    case 'comparison':
      return comparisonOf(expression, columns);
    case 'in': {
      const column = columnOf(expression.left, columns);
      const values = expression.values.map((value) => valueFor(column, value, columns));
      return { op: 'in', column: column.name, values };
    }
    case 'call':
      return callOf(expression, columns);
    case 'property': {
      const column = columnOf(expression, columns);
      if (column.type !== 'boolean') throw mistaken(expression, `${column.name} alone is no condition`);
      return { op: 'eq', column: column.name, value: true };
    }
    case 'literal':
      if (expression.type !== 'boolean') throw mistaken(expression, 'a value alone is no condition');
      return always(expression.text === 'true');
  }
}

/** Every row, or none. */
function always(holds: boolean): RowFilter {
  return { op: holds ? 'and' : 'or', terms: [] };
}

function comparisonOf(
  { op, left, right, at }: Expression & { kind: 'comparison' },
  columns: Columns,
): RowFilter {
  if (left.kind === 'literal' && right.kind !== 'literal')
    return comparisonOf({ kind: 'comparison', op: flipped[op], left: right, right: left, at }, columns);
  if (left.kind === 'literal' || right.kind === 'property')
    throw notSupported(`${place(left)}: a property is compared with a value and nothing else here.`, target);
  if (left.kind === 'property') return ofColumn(op, columnOf(left, columns), right, columns);
  return ofCondition(op, left, right, columns);
}

function ofColumn(op: Comparison, column: TableColumn, right: Expression, columns: Columns): RowFilter {
  const value = valueFor(column, right, columns);
  const isOrder = op !== 'eq' && op !== 'ne';
  if (isOrder && column.type === 'boolean') throw mistaken(right, 'true and false have no order');
  return { op, column: column.name, value };
}

/** `contains(plats,'berg') eq true` says no more than the condition itself. */
function ofCondition(op: Comparison, left: Expression, right: Expression, columns: Columns): RowFilter {
  const condition = conditionOf(left, columns);
  if (right.kind !== 'literal')
    throw notSupported(
      `${place(right)}: a condition is compared with true or false and nothing else here.`,
      target,
    );
  if (right.type !== 'boolean' || (op !== 'eq' && op !== 'ne'))
    throw mistaken(right, 'a condition is true or false');
  return (op === 'eq') === (right.text === 'true') ? condition : { op: 'not', term: condition };
}

function callOf({ name, parameters, at }: Expression & { kind: 'call' }, columns: Columns): RowFilter {
  const op = textFunctions.find((one) => one === name);
  if (op === undefined)
    throw notSupported(
      `${target}, character ${at}: of functions, ${textFunctions.join(', ')} are supported.`,
      target,
    );
  const [first, second] = parameters;
  if (first === undefined || second === undefined || parameters.length > 2)
    throw badInput(`${target}, character ${at}: ${op} takes two parameters.`, target);
  if (first.kind !== 'property' || second.kind !== 'literal')
    throw notSupported(`${target}, character ${at}: ${op} takes a property and a text here.`, target);
  const column = columnOf(first, columns);
  if (column.type !== 'string') throw mistaken(first, `${column.name} is no text`);
  if (second.type === 'null') return always(false);
  return { op, column: column.name, value: String(valueFor(column, second, columns)) };
}

function columnOf(expression: Expression, columns: Columns): TableColumn {
  if (expression.kind !== 'property')
    throw notSupported(`${place(expression)}: only a property is compared here.`, target);
  const column = columns.get(expression.name);
  if (column === undefined)
    throw badInput(
      `${place(expression)}: there is no such property; $metadata names those there are.`,
      target,
    );
  return column;
}

function valueFor(column: TableColumn, expression: Expression, columns: Columns): FilterValue {
  if (expression.kind === 'property') columnOf(expression, columns);
  if (expression.kind !== 'literal')
    throw notSupported(
      `${place(expression)}: a property is compared with a value and nothing else here.`,
      target,
    );
  const { type, text } = expression;
  if (type === 'null') return null;
  if (type !== literalTypes[column.type])
    throw mistaken(expression, `${column.name} is held against a value of another type`);
  if (type === 'date' && !isCalendarDate(text)) throw mistaken(expression, 'the calendar has no such day');
  if (type === 'boolean') return text === 'true';
  return type === 'number' ? numberOf(expression) : text;
}

/** Digits as they stand, so that nothing is lost; with an exponent, the number that is meant. */
function numberOf(literal: Literal): FilterValue {
  if (!/e/i.test(literal.text)) return literal.text.replace('+', '');
  const number = Number(literal.text);
  if (!Number.isFinite(number)) throw mistaken(literal, 'the number is out of reach');
  return number;
}

function mistaken(expression: Expression, what: string): ODataError {
  return badInput(`${place(expression)}: ${what}.`, target);
}

function place({ at }: Expression): string {
  return `${target}, character ${at}`;
}
