import { recordKinds, skipReasons } from '@kommunhub/schema';
import { z } from 'zod';

export const columnTypes = [
  'text',
  'date',
  'decimal',
  'integer',
  'personnummer',
  'boolean',
  'code',
  'kommunkod',
] as const;
export type ColumnType = (typeof columnTypes)[number];

// `__proto__` as a key would vanish from an object instead of naming a column.
const name = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => text !== '__proto__');

const columnSettings = z
  .strictObject({
    type: z.enum(columnTypes).describe('How the text of the column is read'),
    aliases: z.array(name).optional().describe('Other headers of the same column'),
    required: z.boolean().optional().describe('Every row must have a value here'),
    optional: z.boolean().optional().describe('A delivery may lack the column altogether'),
    table: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .optional()
      .describe('For the type code: the code table codes/<table>.csv'),
    expression: z
      .string()
      .min(1)
      .max(2000)
      .optional()
      .describe('JSONata over the other columns of the row; the column is then not read from the source'),
    twoDigitYears: z.enum(['past', 'near']).optional().describe('For dates: how two-digit years are read'),
    dropTime: z.boolean().optional().describe('For dates: take the day of a cell with a time of day'),
    decimalSeparator: z.enum([',', '.']).optional().describe('For decimals: the separator of the source'),
    blank: z.literal(false).optional().describe('For booleans: an empty cell means no'),
  })
  .refine((column) => (column.type === 'code') === (column.table !== undefined), {
    message: 'a code has a table, and only a code',
  });
export type ColumnSettings = z.infer<typeof columnSettings>;

const fieldSource = z.union([
  name.describe('Name of a column under columns'),
  z.strictObject({ constant: z.union([z.string(), z.number(), z.boolean()]) }),
  z.strictObject({ namnd: z.literal('seat').describe('The kommun code of the nämnd’s seat') }),
  z.strictObject({ counts: z.record(z.string(), name).describe('Befattning → column with a number') }),
]);
export type FieldSource = z.infer<typeof fieldSource>;

const recordSettings = z
  .object({
    kind: z.enum(recordKinds).optional().describe('Kind of record, where the key is another name'),
    complete: z
      .literal(false)
      .optional()
      .describe('The delivery does not hold all of the kind, so what is missing is not removed'),
    when: name.optional().describe('The record is made only when this column is filled'),
  })
  .catchall(fieldSource)
  .describe('Field of the record → column, constant or counts');
export type RecordSettings = z.infer<typeof recordSettings>;

const skipRule = z.strictObject({
  column: name,
  values: z.array(z.string().min(1)).min(1),
  // What has been gallrat is known to the hub only.
  reason: z.enum(skipReasons).exclude(['GALLRAD']),
});

const deletedRule = z
  .strictObject({
    column: name,
    values: z.array(z.string().min(1)).min(1).describe('Texts of the column that say so, in any letter case'),
    records: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('Which of the records of the row are gone; must be said where a row gives several'),
  })
  .describe('For delivery: delta. Rows that tell that records are gone from the source');

const tableSettings = z.strictObject({
  from: z.record(z.string(), z.unknown()).describe('Where the connector finds the table, as { file: x.csv }'),
  grain: z.string().optional().describe('What one row is, for the reader'),
  optional: z.literal(true).optional().describe('A delivery may lack the file or sheet altogether'),
  skip: z.array(skipRule).optional().describe('Rows left out on purpose, counted by reason'),
  deleted: deletedRule.optional(),
  columns: z.record(name, columnSettings).describe('The allow-list: what is not named here is not read'),
  records: z.record(z.string(), recordSettings).describe('The records that one row gives'),
});
export type TableSettings = z.infer<typeof tableSettings>;

export const tablesSettings = z.record(z.string().regex(/^[a-z0-9-]+$/), tableSettings);
