import { basename, dirname } from 'node:path';
import { describeFile, type ExploredTable, type FileExplorer } from '@kommunhub/adapter-kit';
import { readLayout } from './sheet-layout.js';
import { readRows } from './sheet-rows.js';
import { openWorkbook } from './workbook.js';

/** Looks into a workbook: each sheet is a table. */
export const workbookExplorer: FileExplorer = {
  extensions: ['.xlsx', '.xlsm'],

  async explore(path): Promise<readonly ExploredTable[]> {
    const file = await describeFile(dirname(path), basename(path));
    const workbook = await openWorkbook(file);
    try {
      const tables: ExploredTable[] = [];
      for (const sheet of workbook.sheets) {
        const { merged } = await readLayout(workbook, sheet);
        const high = merged.filter(({ top, bottom }) => bottom > top).length;
        tables.push({
          from: { file: file.name, sheet: sheet.name },
          remarks: [
            ...(high > 0
              ? [`${high} celler är sammanslagna över flera rader; mergedCells: down om de gäller alla`]
              : []),
            ...(sheet.isHidden ? ['bladet är dolt'] : []),
          ],
          rows: () => rowsOf(path, sheet.name),
        });
      }
      return tables;
    } finally {
      workbook.close();
    }
  },
};

async function* rowsOf(path: string, name: string): AsyncGenerator<readonly string[]> {
  const workbook = await openWorkbook(await describeFile(dirname(path), basename(path)));
  try {
    const sheet = workbook.sheets.find((candidate) => candidate.name === name);
    if (sheet === undefined) return;
    for await (const { cells } of readRows(workbook, sheet)) yield Array.from(cells, (cell) => cell ?? '');
  } finally {
    workbook.close();
  }
}
