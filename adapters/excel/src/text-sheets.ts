import { basename, dirname } from 'node:path';
import { describeFile } from '@kommunhub/adapter-kit';
import { type CellFault, readRows } from './sheet-rows.js';
import { openWorkbook } from './workbook.js';

/** A row of a sheet as text; `row` is the number that Excel shows. */
export interface TextRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A cell without a text that could be trusted. */
export interface FaultyCell {
  readonly row: number;
  /** Counted from 0, as the cells of a row. */
  readonly column: number;
  readonly fault: CellFault;
}

export interface TextSheet {
  readonly name: string;
  readonly rows: readonly TextRow[];
  readonly faults: readonly FaultyCell[];
}

/**
 * Reads sheets of a workbook as text, whole: for small tables that people keep
 * in Excel. Hidden sheets are passed over.
 *
 * @throws SourceRefusedError when the file is no workbook, is protected or damaged.
 */
export async function readTextSheets(
  path: string,
  isWanted: (name: string, index: number) => boolean = () => true,
): Promise<readonly TextSheet[]> {
  const file = await describeFile(dirname(path), basename(path));
  const workbook = await openWorkbook(file);
  try {
    const read: TextSheet[] = [];
    const visible = workbook.sheets.filter(({ isHidden }) => !isHidden);
    for (const sheet of visible.filter(({ name }, index) => isWanted(name, index))) {
      const rows: TextRow[] = [];
      const faults: FaultyCell[] = [];
      for await (const { row, cells, faults: ofRow } of readRows(workbook, sheet)) {
        rows.push({ row, cells: Array.from(cells, (cell) => cell ?? '') });
        for (const [column, fault] of ofRow) faults.push({ row, column, fault });
      }
      read.push({ name: sheet.name, rows, faults });
    }
    return read;
  } finally {
    workbook.close();
  }
}
