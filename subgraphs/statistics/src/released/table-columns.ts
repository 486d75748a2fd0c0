import {
  BadInputError,
  columnsOf,
  statisticTableById,
  type TableColumn,
  type TableId,
  TOTAL,
} from '@kommunhub/schema';

/** A column of a released table as the statements write it. */
export interface SqlColumn {
  readonly name: string;
  readonly type: TableColumn['type'];
  readonly isNullable: boolean;
  /** Over the aliases `release`, `cell` and `place`. */
  readonly sql: string;
}

/** The columns of a table by name, in the order in which doors show them. */
export type SqlColumns = ReadonlyMap<string, SqlColumn>;

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Of what a row tells, without the period: the same in every version. */
const rowPlace = `cell.node || '|' || cell.stratum || '|' || cell.margin`;
const total = literal(TOTAL);

/**
 * How each column of the table is had from what is stored.
 *
 * Where a kommun is missing the figures are null, unless partial ones are
 * allowed; what is suppressed was never stored.
 */
export function sqlColumnsOf(tableId: TableId, allowPartial: boolean): SqlColumns {
  const table = statisticTableById(tableId);
  if (table === undefined) throw new BadInputError('There is no table of this name; see "statisticTables".');
  const isCoverage = tableId === 'tackning';
  const shown = (measure: number) =>
    isCoverage || allowPartial ? `cell.m${measure}` : `case when place.complete then cell.m${measure} end`;
  const isHidden = isCoverage ? 'false' : `(cell.suppressed or (${shown(1)}) is null)`;
  const fixed: Readonly<Record<string, string>> = {
    rad: `release.period || '|' || ${rowPlace} || case when cell.margin = ${total} then '' else '=' || cell.value end`,
    period: 'release.period',
    platskod: 'cell.node',
    plats: 'place.name',
    platsniva: 'place.level',
    undertryckt: isHidden,
    skal: `case when cell.suppressed then 'SMA_TAL' when ${isHidden} then 'OFULLSTANDIG' end`,
    fullstandig: 'place.complete',
    version: 'release.version',
    slappt: 'release.day',
    ...(isCoverage && { rad: `release.period || '|' || cell.node || '|' || cell.stratum` }),
    ...(isCoverage && { tabell: 'cell.stratum', tillstand: `nullif(cell.value, ${total})` }),
    ...(table.stratum !== null && { [table.stratum]: 'cell.stratum' }),
  };
  const measures = table.measures.map(({ id }) => id);
  const sqlOf = ({ name, part, type }: TableColumn): string => {
    const known = fixed[name];
    if (known !== undefined) return known;
    if (part === 'dimension')
      return `case when cell.margin = ${literal(name)} then cell.value else ${total} end`;
    const figure = shown(measures.indexOf(name) + 1);
    return type === 'integer' ? `(${figure})::bigint` : `(${figure})`;
  };
  return new Map(
    columnsOf(table).map((column) => [
      column.name,
      { name: column.name, type: column.type, isNullable: column.isNullable, sql: `(${sqlOf(column)})` },
    ]),
  );
}

/** @throws BadInputError that names the columns there are, for a column that the table does not have. */
export function columnNamed(columns: SqlColumns, name: string): SqlColumn {
  const column = columns.get(name);
  if (column !== undefined) return column;
  throw new BadInputError(`The table has no such column; it has ${[...columns.keys()].join(', ')}.`);
}
