import { basename, dirname } from 'node:path';
import { describeFile } from '@kommunhub/adapter-kit';
import { SourceRefusedError } from '@kommunhub/schema';
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

/**
 * Reads the first visible sheet of a workbook as text, whole: for small tables
 * that people keep in Excel and that have a CSV format of their own.
 *
 * @throws SourceRefusedError when the file is no workbook, is protected or damaged, or shows no sheet.
 */
export async function readFirstSheet(
  path: string,
): Promise<{ readonly rows: readonly TextRow[]; readonly faults: readonly FaultyCell[] }> {
  const file = await describeFile(dirname(path), basename(path));
  const workbook = await openWorkbook(file);
  try {
    const sheet = workbook.sheets.find(({ isHidden }) => !isHidden);
    if (sheet === undefined) throw new SourceRefusedError(`${file.name}: the workbook shows no sheet.`);
    const rows: TextRow[] = [];
    const faults: FaultyCell[] = [];
    for await (const { row, cells, faults: ofRow } of readRows(workbook, sheet)) {
      rows.push({ row, cells: Array.from(cells, (cell) => cell ?? '') });
      for (const [column, fault] of ofRow) faults.push({ row, column, fault });
    }
    return { rows, faults };
  } finally {
    workbook.close();
  }
}
