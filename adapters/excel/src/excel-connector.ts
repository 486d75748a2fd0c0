import { type Connector, checkUnchanged, isFound, newestOf } from '@kommunhub/adapter-kit';
import { type ExcelOrigin, type ExcelSettings, excelOrigin, excelSettings } from './excel-settings.js';
import { workbookExplorer } from './explore-workbook.js';
import { describeSheet, filesOf, openSource, sheetsNamed } from './open-sheets.js';
import { readSheet } from './read-sheet.js';
import { listSheets } from './workbook.js';

/**
 * Reads sheets of Excel workbooks (.xlsx) from a folder, one or more for each table.
 *
 * Every sheet is looked at before the first row is handed over, so a delivery
 * in which one sheet is not as agreed gives nothing at all. Rows are streamed;
 * of a workbook only the texts that its cells share are kept.
 */
export const excelConnector: Connector<ExcelSettings, ExcelOrigin> = {
  kind: 'excel',
  settingsSchema: excelSettings,
  originSchema: excelOrigin,
  explorer: workbookExplorer,

  async has(settings, folder, from) {
    const files = filesOf(settings, folder, from);
    if (!(await isFound(files)) || from.sheet === undefined) return isFound(files);
    const lists = await Promise.all((await files.catch(() => [])).map(listSheets));
    return lists.every((sheets) => sheets === null || sheetsNamed(sheets, from.sheet!).length > 0);
  },

  async check(settings, request) {
    const source = await openSource(settings, request);
    try {
      return source.sheets.map(describeSheet);
    } finally {
      source.close();
    }
  },

  async asOf(settings, request) {
    const files = await Promise.all(
      request.tables.map(({ from }) => filesOf(settings, request.folder, from)),
    );
    return newestOf(files.flat());
  },

  async *read(settings, request) {
    const source = await openSource(settings, request);
    try {
      for (const sheet of source.sheets) yield* readSheet(sheet);
      for (const file of new Set(source.sheets.map(({ workbook }) => workbook.file)))
        await checkUnchanged(file);
    } finally {
      source.close();
    }
  },
};
