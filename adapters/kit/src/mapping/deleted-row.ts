import type { RecordKey, RowFault, SourceRow } from '@kommunhub/schema';
import type { Row } from '../connector/connector.js';
import { remedy } from '../faults/remedies.js';
import type { Cell, CellReader } from './cell.js';
import { columnOf } from './check-record.js';
import type { CompiledRecord, CompiledTable } from './compiled-table.js';
import { distinctFaults } from './distinct-faults.js';
import type { MappingContext } from './map-row.js';
import { readKey } from './record-key.js';

type CellOf = (column: string) => Cell | undefined;

/**
 * Makes the tombstones of a row that says "deleted": the keys of what it ends,
 * and nothing else is asked of it, since systems empty what they delete.
 *
 * A row without a readable key is set aside: what it should end is still there,
 * and a person must know.
 */
export function mapDeleted(
  { cells: raw, place, faults: unreadable }: Row,
  texts: Readonly<Record<string, string>>,
  failed: ReadonlyMap<string, Cell>,
  table: CompiledTable,
  readers: ReadonlyMap<string, CellReader>,
  context: MappingContext,
): SourceRow {
  const cellOf: CellOf = (column) => failed.get(column) ?? readers.get(column)?.(texts[column] ?? '');
  const tombstones: RecordKey[] = [];
  const faults: RowFault[] = [];
  for (const plan of table.deleted?.records ?? []) {
    const read = readKey(plan, cellOf);
    if (read.kind === 'key') tombstones.push(read.key);
    // A record that only some rows give is not there to be ended where its column is empty.
    else if (plan.when === null || cellOf(plan.when)?.kind !== 'blank')
      faults.push(keyFault(plan, read.kind));
    faults.push(...foreignKommun(plan, cellOf, context));
  }
  if (tombstones.length + faults.length === 0) {
    faults.push({ reason: 'VALUE_MISSING', column: null, remedy: remedy('KEY_UNREADABLE') });
  }
  if (faults.length === 0) {
    return {
      fate: 'used',
      table: table.name,
      place,
      records: [],
      tombstones,
      unmapped: [],
      warnings: [],
      raw,
    };
  }
  const again = unreadable === undefined ? { table: table.name } : {};
  // It is no record, so nothing that the delivery lacks can be its.
  return {
    fate: 'quarantined',
    ...again,
    place,
    faults: distinctFaults(faults),
    raw,
    keys: [],
    kindsWithoutKey: [],
  };
}

function keyFault(plan: CompiledRecord, read: 'blank' | 'unreadable'): RowFault {
  return {
    reason: read === 'blank' ? 'VALUE_MISSING' : 'VALUE_INVALID',
    column: columnOf(plan, 'sourceId'),
    remedy: remedy('KEY_UNREADABLE'),
  };
}

/** Where the row still tells of its kommun, that must be one the source may deliver. */
function foreignKommun(plan: CompiledRecord, cellOf: CellOf, { kommunCodes }: MappingContext): RowFault[] {
  const column = columnOf(plan, 'kommunCode');
  const cell = column === null ? undefined : cellOf(column);
  if (cell?.kind !== 'value' || kommunCodes.has(String(cell.value))) return [];
  return [{ reason: 'KOMMUN_FOREIGN', column, remedy: remedy('KOMMUN_FOREIGN') }];
}
