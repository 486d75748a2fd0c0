import type { RawRow, SourceRow } from '@kommunhub/schema';
import { remedy } from '../faults/remedies.js';
import type { CompiledTable } from './compiled-table.js';
import type { RowMapper } from './map-row.js';

/**
 * Maps a row of an earlier delivery as if it had just been read.
 *
 * When the mapping asks for other columns than the row was read with, the row
 * does not tell what stands in them: it is set aside, for the source does.
 */
export async function remapRow(
  { table: name, place, raw }: RawRow,
  table: CompiledTable | undefined,
  mapper: RowMapper | undefined,
): Promise<SourceRow> {
  if (table !== undefined && mapper !== undefined && hasColumnsOf(table, raw)) {
    return mapper({ table: name, place, cells: raw });
  }
  const faults = [{ reason: 'ROW_UNREADABLE', column: null, remedy: remedy('COLUMNS_CHANGED') }] as const;
  const kindsWithoutKey = [...new Set(table?.records.map(({ kind }) => kind))];
  return { fate: 'quarantined', place, table: name, faults, raw, keys: [], kindsWithoutKey };
}

function hasColumnsOf({ request: { columns } }: CompiledTable, raw: RawRow['raw']): boolean {
  const known = new Set(columns.map((column) => column.name));
  const isWhole = columns.every(({ name, optional }) => optional || Object.hasOwn(raw, name));
  return isWhole && Object.keys(raw).every((column) => known.has(column));
}
