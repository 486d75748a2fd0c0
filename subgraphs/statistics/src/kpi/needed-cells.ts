import {
  addressesOf,
  type CellAddress,
  cellSumsOf,
  type Kpi,
  type RowFilter,
  type StatisticTable,
  statisticTableById,
  type TableId,
  TOTAL,
} from '@kommunhub/schema';

/** What is read of one table for the key figures asked for. */
export interface NeededCells {
  readonly table: StatisticTable;
  readonly addresses: readonly CellAddress[];
}

/** The cells that the key figures are made of, by table: each table is read once, whatever is asked of it. */
export function neededCells(kpis: readonly Kpi[]): readonly NeededCells[] {
  const byTable = new Map<TableId, Map<string, CellAddress>>();
  for (const address of kpis.flatMap(({ formula }) => cellSumsOf(formula).flatMap(addressesOf))) {
    const known = byTable.get(address.table) ?? new Map<string, CellAddress>();
    byTable.set(address.table, known.set(`${cellKey(address)} ${address.measure}`, address));
  }
  return [...byTable].flatMap(([id, addresses]) => {
    const table = statisticTableById(id);
    return table === undefined ? [] : [{ table, addresses: [...addresses.values()] }];
  });
}

/** A cell within its table, place and period. */
export function cellKey({ stratum, dimension, value }: Omit<CellAddress, 'table' | 'measure'>): string {
  return `${stratum} ${dimension ?? TOTAL} ${value}`;
}

/** The rows of the cells in a released table, and no other rows. */
export function filterOfCells({ table, addresses }: NeededCells): RowFilter {
  const undivided = (except: string | null): RowFilter[] =>
    table.margins
      .filter(({ dimension }) => dimension !== except)
      .map(({ dimension }) => ({ op: 'eq', column: dimension, value: TOTAL }));
  const divisions = new Map<string | null, Set<string>>();
  for (const { dimension, value } of addresses)
    divisions.set(dimension, (divisions.get(dimension) ?? new Set()).add(value));
  const terms = [...divisions].map(
    ([dimension, values]): RowFilter => ({
      op: 'and',
      terms: [
        ...undivided(dimension),
        ...(dimension === null ? [] : [isOneOf(dimension, values)]),
        ...strataFilter(
          table,
          addresses.filter((address) => address.dimension === dimension),
        ),
      ],
    }),
  );
  return { op: 'or', terms };
}

function strataFilter({ stratum }: StatisticTable, addresses: readonly CellAddress[]): RowFilter[] {
  return stratum === null
    ? []
    : [
        isOneOf(
          stratum,
          addresses.map((address) => address.stratum),
        ),
      ];
}

function isOneOf(column: string, values: Iterable<string>): RowFilter {
  return { op: 'in', column, values: [...new Set(values)] };
}
