import type { StatisticTable } from '@kommunhub/schema';
import type { MediaType } from './media-type.js';

/** The entity sets that the caller reaches (JSON Format 5). */
export function printServiceDocument(
  root: string,
  tables: readonly StatisticTable[],
  { control }: MediaType,
): string {
  return JSON.stringify({
    ...(control !== 'none' && { '@odata.context': `${root}$metadata` }),
    value: tables.map(({ id, title }) => ({ name: id, title, kind: 'EntitySet', url: id })),
  });
}
