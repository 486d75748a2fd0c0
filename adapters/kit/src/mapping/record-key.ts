import type { RecordKey } from '@kommunhub/schema';
import { valueFor } from './build-record.js';
import type { Cell } from './cell.js';
import type { CompiledRecord } from './compiled-table.js';

/** What the cells of a row say of the key of one of its records. */
export type ReadKey =
  | { readonly kind: 'key'; readonly key: RecordKey }
  | { readonly kind: 'blank' }
  | { readonly kind: 'unreadable' };

/** Reads the key of a record and nothing else of it. */
export function readKey(plan: CompiledRecord, cellOf: (column: string) => Cell | undefined): ReadKey {
  const field = plan.fields.find((candidate) => candidate.field === 'sourceId');
  if (field === undefined || field.origin.from === 'counts') return { kind: 'unreadable' };
  const { origin, rule } = field;
  const keyOf = (value: unknown): ReadKey => ({
    kind: 'key',
    key: { kind: plan.kind, sourceId: String(value) },
  });
  if (origin.from === 'constant') return keyOf(origin.value);
  const cell = cellOf(origin.column);
  if (cell?.kind === 'blank') return { kind: 'blank' };
  return cell?.kind === 'value' ? keyOf(valueFor(rule, cell.value)) : { kind: 'unreadable' };
}
