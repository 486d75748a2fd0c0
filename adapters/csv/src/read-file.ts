import {
  adapterFault,
  checkUnchanged,
  isMojibake,
  isTotalLabel,
  type RejectedRow,
  type Row,
  remedy,
} from '@kommunhub/adapter-kit';
import { cleanText, type Place, type RowFault, SourceRefusedError } from '@kommunhub/schema';
import type { OpenedFile } from './open-table.js';
import { readRecords } from './read-records.js';

/**
 * Streams the rows below the header, whole rows and rejected ones alike.
 *
 * @throws SourceRefusedError at letters that a wrong encoding has broken.
 * @throws SourceUnavailableError when the file changes under the reading.
 */
export async function* readFile(opened: OpenedFile): AsyncGenerator<Row | RejectedRow> {
  const { file, table, header, encoding } = opened;
  const records = readRecords(file, { encoding: encoding.encoding, delimiter: header.delimiter });
  let row = 0;
  for await (const record of records) {
    row += 1;
    if (row <= header.row) continue;
    const place: Place = { file: file.name, sheet: null, row };
    const fault = shapeFault(record, header.width, table.from.shortRows ?? false);
    if (fault !== null) {
      yield { table: table.name, place, fault, ...loneCell(record, opened) };
      continue;
    }
    const cells: Record<string, string> = {};
    for (const { name, index } of header.columns) {
      const text = record[index] ?? '';
      if (text !== '' && isMojibake(text)) throw mojibake(opened, row, name);
      cells[name] = text;
    }
    yield { table: table.name, place, cells };
  }
  await checkUnchanged(file);
}

const unreadable = (name: 'ROW_LONG' | 'ROW_SHORT' | 'QUOTE_OPEN'): RowFault => ({
  reason: 'ROW_UNREADABLE',
  column: null,
  remedy: remedy(name),
});

/** What is wrong with the form of the row; null when its cells can be told apart. */
function shapeFault(record: readonly string[], width: number, shortRows: boolean): RowFault | null {
  // A text that begins with a quotation mark and runs over lines was never closed where it should.
  if (record.some((cell) => cell.startsWith('"') && /[\r\n]/.test(cell))) return unreadable('QUOTE_OPEN');
  if (record.length > width)
    return record.slice(width).some((cell) => cell.trim() !== '') ? unreadable('ROW_LONG') : null;
  if (record.length === width || shortRows) return null;
  const first = record.find((cell) => cleanText(cell) !== '');
  return first === undefined || isTotalLabel(first) ? null : unreadable('ROW_SHORT');
}

/**
 * The cells of a short row whose only text stands first. Such a row is a
 * footnote, or what a line break has torn off, but never a record whose key is
 * in another column: of a torn row the part with the key has more texts than one,
 * or has the key first.
 */
function loneCell(record: readonly string[], { header }: OpenedFile): Pick<RejectedRow, 'cells'> {
  if (record.length >= header.width) return {};
  const [first = '', ...others] = record;
  if (cleanText(first) === '' || /[\r\n"]/.test(first) || others.some((cell) => cleanText(cell) !== ''))
    return {};
  return {
    cells: Object.fromEntries(header.columns.map(({ name, index }) => [name, index === 0 ? first : ''])),
  };
}

function mojibake({ file }: OpenedFile, row: number, column: string): SourceRefusedError {
  const fault = adapterFault('SOURCE_MOJIBAKE', file.name, { row, column });
  return new SourceRefusedError(`${file.name}: ${fault.message}`, { faults: [fault] });
}
