import { isCalendarDate } from '@kommunhub/schema';
import writeWorkbook, { type Cell } from 'write-excel-file/node';
import { timeless } from './timeless.js';

/** Writes sheets of texts as a report has them: dates as dates where they exist, everything else as text. */
export async function writeReport(
  sheets: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[],
): Promise<Buffer> {
  const bytes = await writeWorkbook(
    sheets.map(({ name, rows }) => ({ sheet: name, data: rows.map((row) => row.map(cellOf)) })),
  ).toBuffer();
  return timeless(bytes);
}

function cellOf(text: string): Cell {
  if (text === '') return null;
  return isCalendarDate(text)
    ? { value: new Date(`${text}T00:00:00Z`), format: 'yyyy-mm-dd' }
    : { type: String, value: text };
}
