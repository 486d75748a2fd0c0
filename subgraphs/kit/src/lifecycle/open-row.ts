import type { TableSpec } from '../ingest/table-spec.js';
import type { NamndKeys } from '../keys/namnd-keys.js';

/** A stored row as the nämnd may keep it: what was sealed opened, hashes left out. */
export type OpenedRow = Readonly<Record<string, unknown>>;

/** Opens a row of a model table or its history. */
export function openRow(spec: TableSpec, row: Readonly<Record<string, unknown>>, keys: NamndKeys): OpenedRow {
  const opened: [string, unknown][] = [];
  for (const [name, value] of Object.entries(row)) {
    if (name.endsWith('_hash')) continue;
    const isSealed = name.endsWith('_cipher') && Buffer.isBuffer(value);
    const plain = isSealed ? keys.decrypt(spec.table, String(row.id), name, value) : value;
    opened.push([name.replace(/_cipher$/, ''), plain]);
  }
  return Object.fromEntries(opened);
}
