import DataLoader from 'dataloader';

/** Puts one row, or null, beside each key. */
export function oneForEach<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOfRow: (row: Row) => Key,
): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOfRow(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** Puts all rows, perhaps none, beside each key, in the order they came. */
export function manyForEach<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOfRow: (row: Row) => Key,
): Row[][] {
  const byKey = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOfRow(row);
    const list = byKey.get(key);
    if (list === undefined) byKey.set(key, [row]);
    else list.push(row);
  }
  return keys.map((key) => byKey.get(key) ?? []);
}

/** A loader of one request that asks once for all keys of a tick; lists stay below PostgreSQL's parameter limit. */
export function batchLoader<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
): DataLoader<Key, Value> {
  return new DataLoader<Key, Value>(load, { maxBatchSize: 5000 });
}
