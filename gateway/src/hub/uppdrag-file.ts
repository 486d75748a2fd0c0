import { type UppdragTask, uppdragTasks } from '@kommunhub/schema';
import type { NewUppdrag } from '@kommunhub/subgraph-kit';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const row = z.object({
  hem_namnd: z.string().min(1),
  hem_kommun: z.string().regex(/^\d{4}$/),
  utforande_kommun: z.string().regex(/^\d{4}$/),
  funktion: z.string(),
  utfardare: z.string(),
  subjekt: z.string(),
  uppdrag: z.enum(uppdragTasks as readonly [UppdragTask, ...UppdragTask[]]),
  handlaggare_id: z.string(),
  giltig_fran: z.iso.date(),
  giltig_till: z.union([z.literal(''), z.iso.date()]),
});

/**
 * Reads the demo's uppdrag, a `;`-separated table whose columns the README of the demo describes.
 *
 * @throws ZodError for a file that is not of that form; only the demo writes it.
 */
export function parseUppdrag(text: string): NewUppdrag[] {
  const rows = parse(text, { delimiter: ';', columns: true, bom: true, skip_empty_lines: true });
  return z
    .array(row)
    .parse(rows)
    .map((one) => ({
      homeNamndId: one.hem_namnd,
      homeKommunCode: one.hem_kommun,
      performingKommunCode: one.utforande_kommun,
      holder:
        one.funktion === '' ? { issuer: one.utfardare, subject: one.subjekt } : { function: one.funktion },
      task: one.uppdrag,
      staffKey: one.handlaggare_id === '' ? null : one.handlaggare_id,
      validFrom: one.giltig_fran,
      validTo: one.giltig_till === '' ? null : one.giltig_till,
      grantedBy: 'demo',
    }));
}
