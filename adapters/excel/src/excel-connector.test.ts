import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeConnector } from '@kommunhub/adapter-kit/testing';
import { describe } from 'vitest';
import { excelConnector } from './excel-connector.js';
import { aWorkbook } from './testing/a-workbook.js';

describe.each([
  ['texts shared by the workbook', false],
  ['texts in the cells', true],
])('%s', (_, inlineStrings) => {
  describeConnector('the Excel connector', async (tables) => {
    const folder = await mkdtemp(join(tmpdir(), 'kommunhub-excel-'));
    const sheets = Object.entries(tables).map(([name, { header, rows }]) => ({
      name,
      rows: [header, ...rows],
    }));
    await writeFile(join(folder, 'delivery.xlsx'), aWorkbook({ sheets, inlineStrings }));
    return {
      connector: excelConnector,
      settings: { folder: '.' },
      folder,
      from: (name) => (name in tables ? { file: 'delivery.xlsx', sheet: name } : { file: 'gone.xlsx' }),
      remove: () => rm(folder, { recursive: true }),
    };
  });
});
