import type { HubRecord, RecordKind } from '@kommunhub/schema';
import type { NamndKeys } from '../keys/namnd-keys.js';
import { COPY_NULL, copyBytes, copyPlain, copyText } from './copy-text.js';
import type { ColumnSpec, TableSpec } from './table-spec.js';

const REMEMBERED_KEYS = 20_000;

/**
 * Opaque keys of one source. What is referred to has mostly just been seen, so
 * the latest are remembered.
 */
export class OpaqueKeys {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly keys: NamndKeys,
    private readonly sourceId: string,
  ) {}

  of(kind: RecordKind, ownId: string): string {
    const name = `${kind}\0${ownId}`;
    let key = this.known.get(name);
    if (key === undefined) {
      key = this.keys.opaqueKey(kind, this.sourceId, ownId);
      if (this.known.size >= REMEMBERED_KEYS) this.known.clear();
      this.known.set(name, key);
    }
    return key;
  }
}

/** Turns a record into its line for COPY into staging: hashed and encrypted, references as opaque keys. */
export type PrepareRecord = (record: HubRecord, rowNumber: number) => string;

/** Compiles a table's declaration for one source. */
export function prepareFor(spec: TableSpec, opaqueKeys: OpaqueKeys, keys: NamndKeys): PrepareRecord {
  const columns = spec.columns.map((column) => fieldOf(column, spec, opaqueKeys, keys));
  return (record, rowNumber) => {
    const key = opaqueKeys.of(spec.kind, record.sourceId);
    const id = `${record.kommunCode}-${key}`;
    const keyCipher = keys.encrypt(spec.table, id, 'key_cipher', record.sourceId);
    const hash = keys.contentHash(record);
    let line = `${rowNumber}\t${copyText(record.kommunCode)}\t${key}\t${copyBytes(keyCipher)}\t${copyBytes(hash)}`;
    for (const column of columns) line += `\t${column(record, id)}`;
    return `${line}\n`;
  };
}

function fieldOf(
  column: ColumnSpec,
  spec: TableSpec,
  opaqueKeys: OpaqueKeys,
  keys: NamndKeys,
): (record: HubRecord, id: string) => string {
  // The specification of a kind is only given records of that kind.
  const value = column.value as (record: HubRecord) => never;
  const ofText = (make: (text: string, id: string) => string) => (record: HubRecord, id: string) => {
    const text: string | null | undefined = value(record);
    return text === null || text === undefined ? COPY_NULL : make(text, id);
  };
  switch (column.as) {
    case 'plain':
      return (record) => copyPlain(column.type, value(record));
    case 'encrypted':
      return ofText((text, id) => copyBytes(keys.encrypt(spec.table, id, column.name, text)));
    case 'lookup':
      return ofText((text) => copyBytes(keys.lookupHash(text)));
    case 'reference':
      return ofText((text) => opaqueKeys.of(column.to, text));
  }
}
