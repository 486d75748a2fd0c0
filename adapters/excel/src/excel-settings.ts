import { z } from 'zod';

const fileName = z
  .string()
  .min(1)
  .refine((name) => !/[/\\]/.test(name), { message: 'a file name without folder' });

/** `connector: { kind: excel, … }` of adapter.yaml. */
export const excelSettings = z.strictObject({
  folder: z.string().min(1).describe('Folder of the workbooks, relative to the adapter'),
  file: fileName
    .optional()
    .describe('Workbook of every table that names none itself; the only one in the folder when left out'),
});
export type ExcelSettings = z.infer<typeof excelSettings>;

/** `from: { … }` of a table. */
export const excelOrigin = z.strictObject({
  file: fileName
    .optional()
    .describe('Workbook; * stands for any text, and the files are then read in the order of their names'),
  sheet: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Name of the sheet; * stands for any text, and all such sheets are read. The first visible sheet when left out',
    ),
  mergedCells: z
    .enum(['first', 'down', 'right', 'all'])
    .optional()
    .describe(
      'Which cells of a merged range have its value: the first alone (when left out), those below it, those to its right, or all',
    ),
});
export type ExcelOrigin = z.infer<typeof excelOrigin>;
export type MergedCells = NonNullable<ExcelOrigin['mergedCells']>;
