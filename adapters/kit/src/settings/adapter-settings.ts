import { z } from 'zod';
import { tablesSettings } from './mapping-settings.js';

const kommunCode = z.string().regex(/^\d{4}$/, { message: "four digits in quotation marks, as '0781'" });

const sourceId = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'small letters a-z, digits and hyphens' });

/** `adapter.yaml` with the profile it names merged in. */
export const adapterSettings = z.strictObject({
  source: sourceId.describe('Id of the source, unique in the hub, as falun-treserva'),
  system: z.string().min(1).max(100).describe('Name of the case system'),
  profile: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional()
    .describe('Folder of adapters/systems whose mapping and code tables are used'),
  namnd: z.strictObject({
    id: z.string().regex(/^\d{4}-[A-Z0-9-]+$/, {
      message: 'the kommun code of the seat, a hyphen and a short name, as 2080-LSS',
    }),
    name: z.string().min(1).max(200),
    kommuner: z
      .array(kommunCode)
      .min(1)
      .optional()
      .describe(
        'The kommuner whose authority the nämnd is, where the source also delivers public facts of others; else as `kommuner`',
      ),
  }),
  kommuner: z
    .array(kommunCode)
    .min(1)
    .describe('The kommuner the source may deliver; the seat of the nämnd first'),
  delivery: z
    .enum(['complete', 'delta'])
    .describe('complete: a delivery holds everything; delta: only what has changed'),
  intervalHours: z
    .number()
    .positive()
    .max(24 * 366)
    .describe('Older than this the source counts as stale'),
  demo: z.boolean().optional().describe('Written by the demo only'),
  connector: z.looseObject({ kind: z.string().min(1) }).describe('How the source is reached'),
  tables: tablesSettings.describe('The mapping; adds to and overrides that of the profile'),
});
export type AdapterSettings = z.infer<typeof adapterSettings>;
