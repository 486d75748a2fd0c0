import { z } from 'zod';

export const encodings = ['utf-8', 'utf-16le', 'windows-1252', 'iso-8859-1', 'cp850', 'macintosh'] as const;
export type Encoding = (typeof encodings)[number];

const encoding = z.enum(encodings).describe('Detected when left out');
const delimiter = z
  .string()
  .length(1)
  .refine((character) => !/["\r\n]/.test(character), { message: 'one character, not a quotation mark' })
  .describe('Detected when left out');

/** `connector: { kind: csv, … }` of adapter.yaml. */
export const csvSettings = z.strictObject({
  folder: z.string().min(1).describe('Folder of the files, relative to the adapter'),
  encoding: encoding.optional(),
  delimiter: delimiter.optional(),
});
export type CsvSettings = z.infer<typeof csvSettings>;

/** `from: { … }` of a table. */
export const csvOrigin = z.strictObject({
  file: z
    .string()
    .min(1)
    .refine((name) => !/[/\\]/.test(name), { message: 'a file name without folder' })
    .describe('File name; * stands for any text, and the files are then read in the order of their names'),
  encoding: encoding.optional(),
  delimiter: delimiter.optional(),
  shortRows: z.boolean().optional().describe('The export leaves out empty cells at the end of a row'),
});
export type CsvOrigin = z.infer<typeof csvOrigin>;
