import type { RecordKey, RecordKind, SourceRow } from '@kommunhub/schema';
import type { RejectedRow } from '../connector/connector.js';
import type { CellReader } from './cell.js';
import type { CompiledTable } from './compiled-table.js';
import { readKey } from './record-key.js';

/**
 * Sets aside a row that the connector could not part into cells.
 *
 * Which records it stands for is anybody's guess, and the table tells of what
 * kinds they would be; but where the connector vouches for some cells, only
 * these can be keys, and a key whose cell is empty is of no record.
 */
export function mapRejected(
  { table: name, place, fault, cells }: RejectedRow,
  table: CompiledTable,
  readers: ReadonlyMap<string, CellReader>,
): SourceRow {
  const keys: RecordKey[] = [];
  const without = new Set<RecordKind>();
  for (const plan of table.records) {
    const read = readKey(plan, (column) => {
      const text = cells?.[column];
      return text === undefined ? undefined : readers.get(column)?.(text);
    });
    if (read.kind === 'key') keys.push(read.key);
    else if (read.kind === 'unreadable') without.add(plan.kind);
  }
  const kindsWithoutKey = [...without];
  return { fate: 'quarantined', table: name, place, faults: [fault], raw: {}, keys, kindsWithoutKey };
}
