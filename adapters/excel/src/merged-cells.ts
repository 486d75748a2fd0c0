import type { MergedCells } from './excel-settings.js';
import type { MergedRange } from './sheet-layout.js';
import type { CellFault, SheetRow } from './sheet-rows.js';

interface OpenRange extends MergedRange {
  readonly text: string | undefined;
  readonly fault: CellFault | undefined;
}

/**
 * Gives the cells of merged ranges the value of the first one, as far as the
 * mapping says so. Rows must come in their order.
 */
export function mergedFiller(ranges: readonly MergedRange[], mode: MergedCells): (row: SheetRow) => SheetRow {
  if (mode === 'first' || ranges.length === 0) return (row) => row;
  const byTop = Map.groupBy(ranges, ({ top }) => top);
  let open: OpenRange[] = [];
  return (row) => {
    open = open.filter(({ bottom }) => bottom >= row.row);
    const begun = (byTop.get(row.row) ?? []).map((range) => ({
      ...range,
      text: row.cells[range.left],
      fault: row.faults.get(range.left),
    }));
    open.push(...begun);
    return open.length === 0 ? row : fill(row, open, mode);
  };
}

function fill(row: SheetRow, open: readonly OpenRange[], mode: MergedCells): SheetRow {
  const cells = [...row.cells];
  const faults = new Map(row.faults);
  for (const { top, left, right, text, fault } of open) {
    const isFirst = row.row === top;
    if (!isFirst && mode === 'right') continue;
    const last = mode === 'down' ? left : right;
    for (let column = isFirst ? left + 1 : left; column <= last; column += 1) {
      if (text !== undefined) cells[column] = text;
      if (fault !== undefined) faults.set(column, fault);
    }
  }
  return { row: row.row, cells, faults };
}
