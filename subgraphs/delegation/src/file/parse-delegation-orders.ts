import {
  type DelegationCondition,
  type DelegationPointRecord,
  decisionKindCodes,
  decisionLevels,
  parseConditions,
  reportings,
} from '@kommunhub/schema';
import { CellReader } from './cell-reader.js';
import { readCsvTable, type TableRow } from './csv-table.js';
import { type FileFault, inOrderOfFile } from './file-fault.js';
import { readKommunCode } from './kommun-code.js';

/** The columns of the fixed format, in the order of the header. */
export const orderColumns = [
  'kommun',
  'namnd',
  'version',
  'antagen',
  'giltig_fran',
  'giltig_till',
  'nummer',
  'arendetyp',
  'arendetyp_text',
  'lagrum',
  'niva',
  'delegat',
  'ersattare',
  'extern_kommun',
  'villkor',
  'vidaredelegation',
  'anmalan',
  'anmarkning',
] as const;
type Column = (typeof orderColumns)[number];

/** An order as a file states it, with the nämnd in the file's words; which nämnd the name means is settled when it is stored. */
export interface ParsedOrder {
  readonly kommunCode: string;
  /** Name or id of the nämnd, as written. */
  readonly namnd: string;
  readonly version: string;
  readonly adoptedOn: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly points: readonly DelegationPointRecord[];
  /** Row of the order's first point. */
  readonly row: number;
}

/**
 * Reads delegation orders from the fixed CSV format, one point a row.
 *
 * Rows with the same kommun, nämnd and version make one order. All faults are
 * told at once; `orders` is to be used only when there are none.
 */
export function parseDelegationOrders(text: string): {
  readonly orders: readonly ParsedOrder[];
  readonly faults: readonly FileFault[];
} {
  const table = readCsvTable<Column>(text, { columns: orderColumns, optional: ['ersattare'] });
  const faults: FileFault[] = [...table.faults];
  const orders = new Map<string, ParsedOrder & { points: DelegationPointRecord[] }>();
  for (const { row, cells } of table.rows) {
    const reader = new CellReader<Column>(row, cells, faults);
    const head = readHead(reader);
    const point = readPoint(reader, cells);
    if (head === null || point === null) continue;
    const key = JSON.stringify([head.kommunCode, head.namnd, head.version]);
    const order = orders.get(key);
    if (order === undefined) orders.set(key, { ...head, points: [point], row });
    else {
      requireSameHead(order, head, reader);
      order.points.push({ ...point, ordinal: order.points.length + 1 });
    }
  }
  if (orders.size === 0 && faults.length === 0) {
    faults.push({ row: null, column: null, code: 'VALUE_MISSING', message: 'The file holds no point.' });
  }
  return { orders: [...orders.values()], faults: inOrderOfFile(faults, orderColumns) };
}

type Head = Omit<ParsedOrder, 'points' | 'row'>;

function readHead(reader: CellReader<Column>): Head | null {
  const kommunCode = readKommunCode(reader, 'kommun', 'required');
  const namnd = reader.requiredText('namnd');
  const version = reader.requiredText('version');
  const adoptedOn = reader.requiredDate('antagen');
  const validFrom = reader.requiredDate('giltig_fran');
  const validTo = reader.date('giltig_till');
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    return reader.fault('giltig_till', 'VALUE_INVALID', 'The last day must not lie before giltig_fran.');
  }
  if (kommunCode === null || namnd === null || version === null) return null;
  if (adoptedOn === null || validFrom === null) return null;
  return { kommunCode, namnd, version, adoptedOn, validFrom, validTo };
}

function readPoint(
  reader: CellReader<Column>,
  cells: TableRow<Column>['cells'],
): DelegationPointRecord | null {
  const number = reader.requiredText('nummer');
  const kinds = reader.codes('arendetyp', decisionKindCodes);
  const kindText = kinds.length === 0 ? reader.requiredText('arendetyp_text') : reader.text('arendetyp_text');
  const level = reader.oneOf('niva', decisionLevels);
  const externalKommunCode = readKommunCode(reader, 'extern_kommun', 'optional');
  if (externalKommunCode !== null && externalKommunCode === cells.kommun) {
    reader.fault('extern_kommun', 'VALUE_INVALID', 'The external kommun must be another than the own one.');
  }
  const conditions = readConditions(reader);
  const subDelegation = reader.yesOrNo('vidaredelegation');
  const reporting = reader.oneOf('anmalan', reportings);
  if (number === null || level === null || subDelegation === null || reporting === null) return null;
  return {
    ordinal: 1,
    number,
    kinds,
    kindText,
    lagrum: splitList(cells.lagrum),
    level,
    delegate: reader.text('delegat'),
    deputy: reader.text('ersattare'),
    externalKommunCode,
    conditions,
    subDelegation,
    reporting,
    note: reader.text('anmarkning'),
  };
}

function readConditions(reader: CellReader<Column>): readonly DelegationCondition[] {
  const { conditions, faults } = parseConditions(reader.text('villkor') ?? '');
  for (const { message } of faults) reader.fault('villkor', 'VALUE_INVALID', message);
  return conditions;
}

/** Lagrum hold commas of their own ("LSS 1, 7 §§"), so several are joined by a bar as conditions are. */
function splitList(text: string): readonly string[] {
  return text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function requireSameHead(order: ParsedOrder, head: Head, reader: CellReader<Column>): void {
  const pairs = [
    ['antagen', order.adoptedOn, head.adoptedOn],
    ['giltig_fran', order.validFrom, head.validFrom],
    ['giltig_till', order.validTo, head.validTo],
  ] as const;
  for (const [column, first, here] of pairs) {
    if (first === here) continue;
    const message = `All rows of one version must agree; row ${order.row} says otherwise.`;
    reader.fault(column, 'ROWS_DISAGREE', message);
  }
}
