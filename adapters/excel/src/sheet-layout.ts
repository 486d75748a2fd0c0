import { readText, xmlParser } from './read-xml.js';
import { columnOf } from './sheet-rows.js';
import { isTrue, type Sheet, type Workbook } from './workbook.js';
import { broken } from './zip-archive.js';

/** A merged range; rows as the sheet numbers them, columns from 0. */
export interface MergedRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What a sheet says of itself around its rows. */
export interface SheetLayout {
  readonly merged: readonly MergedRange[];
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
}

const rowsBegin = /<(?:\w+:)?sheetData\b[^>]*>/;
const rowsEnd = /<\/(?:\w+:)?sheetData\s*>/;
const hiddenRow = /<(?:\w+:)?row\b[^>]*\shidden="(?:1|true)"/g;
/** Views, columns and properties stand before the rows; they are never long. */
const longestStart = 4_000_000;

/**
 * Reads what stands before and after the rows, and of the rows only which are
 * hidden: merged ranges come last in the file, but are needed from the first row.
 *
 * @throws SourceRefusedError when the sheet is damaged.
 */
export async function readLayout(workbook: Workbook, sheet: Sheet): Promise<SheetLayout> {
  const merged: MergedRange[] = [];
  let hiddenRows = 0;
  let hiddenColumns = 0;
  const parser = xmlParser(workbook.archive, sheet.path, {
    open(name, attributes) {
      if (name === 'mergeCell') merged.push(rangeOf(attributes.ref ?? ''));
      if (name === 'col' && isTrue(attributes.hidden)) {
        // A range to the sheet's last column hides what nobody uses.
        const last = Number(attributes.max);
        if (last < 16_384) hiddenColumns += last - Number(attributes.min) + 1;
      }
    },
  });
  let part: 'start' | 'rows' | 'end' = 'start';
  let text = '';
  // Only ASCII is looked for, and one byte a letter is the quickest to decode.
  for await (const chunk of readText(workbook.archive, sheet.path, 'latin1')) {
    text += chunk;
    if (part === 'start') {
      const begin = rowsBegin.exec(text);
      if (begin === null) {
        if (text.length > longestStart) throw broken(workbook.file, sheet.path);
        continue;
      }
      const end = begin.index + begin[0].length;
      parser.write(text.slice(0, end));
      text = text.slice(end);
      part = begin[0].endsWith('/>') ? 'end' : 'rows';
    }
    if (part === 'rows') {
      const end = rowsEnd.exec(text);
      // Up to the last whole tag, so that none is looked at in two halves.
      const known = end?.index ?? text.lastIndexOf('>') + 1;
      if (text.includes('hidden="')) hiddenRows += text.slice(0, known).match(hiddenRow)?.length ?? 0;
      text = text.slice(known);
      if (end !== null) part = 'end';
    }
    if (part === 'end') {
      parser.write(text);
      text = '';
    }
  }
  if (part !== 'end') throw broken(workbook.file, sheet.path);
  parser.close();
  return { merged, hiddenRows, hiddenColumns };
}

function rangeOf(reference: string): MergedRange {
  const [from = '', to = from] = reference.split(':');
  const rowOf = (cell: string) => Number(/\d+/.exec(cell)?.[0] ?? 0);
  return { top: rowOf(from), bottom: rowOf(to), left: columnOf(from), right: columnOf(to) };
}
