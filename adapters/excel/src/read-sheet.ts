import { adapterFault, isMojibake, type Row, remedy } from '@kommunhub/adapter-kit';
import { type Place, type RowFault, SourceRefusedError } from '@kommunhub/schema';
import { mergedFiller } from './merged-cells.js';
import { type OpenedSheet, placeOf } from './open-sheets.js';
import { readRows, type SheetRow } from './sheet-rows.js';

/**
 * Streams the rows below the header, with what cannot be read told at its cells.
 *
 * Empty rows after the last filled one are no rows: a sheet keeps them where
 * somebody once set a colour.
 *
 * @throws SourceRefusedError at letters that a wrong encoding has broken.
 */
export async function* readSheet(opened: OpenedSheet): AsyncGenerator<Row> {
  const { workbook, sheet, table, layout, headerRow } = opened;
  const fill = mergedFiller(layout.merged, table.from.mergedCells ?? 'first');
  let blankRows: number[] = [];
  for await (const read of readRows(workbook, sheet)) {
    const row = fill(read);
    if (row.row <= headerRow) continue;
    if (isBlank(row)) {
      blankRows.push(row.row);
      continue;
    }
    for (const blank of blankRows) yield readCells(opened, { ...row, row: blank, cells: [] });
    blankRows = [];
    yield readCells(opened, row);
  }
}

function isBlank({ cells, faults }: SheetRow): boolean {
  return faults.size === 0 && cells.every((cell) => cell === undefined || cell.trim() === '');
}

function readCells(opened: OpenedSheet, row: SheetRow): Row {
  const { workbook, sheet, table, header } = opened;
  const place: Place = { file: workbook.file.name, sheet: sheet.name, row: row.row };
  const dates = workbook.is1904 ? datesOf(table) : noDates;
  const cells: Record<string, string> = {};
  const faults: RowFault[] = [];
  for (const { name, index } of header.columns) {
    const fault = row.faults.get(index);
    const text = fault === undefined ? (row.cells[index] ?? '') : '';
    if (text !== '' && isMojibake(text)) throw mojibake(opened, row.row, name);
    if (fault !== undefined) faults.push({ reason: 'VALUE_INVALID', column: name, remedy: remedy(fault) });
    cells[name] = dates.has(name) ? from1900(text) : text;
  }
  return { table: table.name, place, cells, ...(faults.length > 0 ? { faults } : {}) };
}

const noDates: ReadonlySet<string> = new Set();
const datesOf = ({ columns }: OpenedSheet['table']): ReadonlySet<string> =>
  new Set(columns.filter(({ isDate }) => isDate).map(({ name }) => name));

/** Days from 1899-12-30 to 1904-01-01. */
const daysBetweenSystems = 1462;

/** A date without a date format is a number of days: as a workbook of the usual system would have it. */
function from1900(text: string): string {
  return /^\d{5}$/.test(text) ? String(Number(text) + daysBetweenSystems) : text;
}

function mojibake({ workbook, sheet }: OpenedSheet, row: number, column: string): SourceRefusedError {
  const path = placeOf(workbook, sheet);
  const fault = adapterFault('SOURCE_MOJIBAKE', path, { row, column });
  return new SourceRefusedError(`${path}: ${fault.message}`, { faults: [fault] });
}
