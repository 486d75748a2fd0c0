import { basename } from 'node:path';
import { SourceRefusedError } from '@kommunhub/schema';
import { readTextSheets, type TextSheet } from './text-sheets.js';

/**
 * Reads the first visible sheet of a workbook as text: for small tables that
 * have a CSV format of their own.
 *
 * @throws SourceRefusedError when the file is no workbook, is protected or damaged, or shows no sheet.
 */
export async function readFirstSheet(path: string): Promise<TextSheet> {
  const [sheet] = await readTextSheets(path, (_, index) => index === 0);
  if (sheet === undefined) throw new SourceRefusedError(`${basename(path)}: the workbook shows no sheet.`);
  return sheet;
}
