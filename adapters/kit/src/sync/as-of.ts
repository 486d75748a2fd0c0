import type { RecordSource } from '@kommunhub/schema';

/**
 * When the data of a source were true, by its own mark.
 *
 * @throws what stops the source from being read, with all its faults: asking
 * for the mark alone stops at the first file that is missing, and would take
 * what must be corrected for what may pass by itself.
 */
export async function asOfSource(source: RecordSource, signal?: AbortSignal): Promise<Date | null> {
  try {
    return await source.asOf();
  } catch (error) {
    for await (const _ of source.read(signal)) break;
    throw error;
  }
}
