import {
  adapterFault,
  isMojibake,
  isTotalLabel,
  type RejectedRow,
  type Row,
  remedy,
} from '@kommunhub/adapter-kit';
import { cleanText, type Place, type RowFault, SourceRefusedError } from '@kommunhub/schema';
import { mergedFiller } from './merged-cells.js';
import { type OpenedSheet, placeOf } from './open-sheets.js';
import { readRows, type SheetRow } from './sheet-rows.js';

/**
 * Streams the rows below the header, whole rows and rejected ones alike.
 *
 * Empty rows after the last filled one are no rows: a sheet keeps them where
 * somebody once set a colour.
 *
 * @throws SourceRefusedError at letters that a wrong encoding has broken.
 */
export async function* readSheet(opened: OpenedSheet): AsyncGenerator<Row | RejectedRow> {
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

function readCells(opened: OpenedSheet, row: SheetRow): Row | RejectedRow {
  const { workbook, sheet, table, header } = opened;
  const place: Place = { file: workbook.file.name, sheet: sheet.name, row: row.row };
  const fault = cellFault(opened, row);
  if (fault !== null) return { table: table.name, place, fault };
  const cells: Record<string, string> = {};
  for (const { name, index } of header.columns) {
    const text = row.cells[index] ?? '';
    if (text !== '' && isMojibake(text)) throw mojibake(opened, row.row, name);
    cells[name] = text;
  }
  return { table: table.name, place, cells };
}

/** The first column asked for whose cell says nothing that could be trusted; totals may divide by zero. */
function cellFault({ header }: OpenedSheet, { cells, faults }: SheetRow): RowFault | null {
  if (faults.size === 0) return null;
  const column = header.columns.find(({ index }) => faults.has(index));
  const name = column === undefined ? undefined : faults.get(column.index);
  if (column === undefined || name === undefined) return null;
  const first = cells.find((cell) => cell !== undefined && cleanText(cell) !== '');
  if (first !== undefined && isTotalLabel(first)) return null;
  return { reason: 'VALUE_INVALID', column: column.name, remedy: remedy(name) };
}

function mojibake({ workbook, sheet }: OpenedSheet, row: number, column: string): SourceRefusedError {
  const path = placeOf(workbook, sheet);
  const fault = adapterFault('SOURCE_MOJIBAKE', path, { row, column });
  return new SourceRefusedError(`${path}: ${fault.message}`, { faults: [fault] });
}
