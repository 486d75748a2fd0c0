type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The adapter's settings laid over the profile's: maps merge key by key, lists
 * add, null takes away, everything else replaces.
 */
export function mergeSettings(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (Array.isArray(base) && Array.isArray(over)) return [...base, ...over];
  if (!isPlain(base) || !isPlain(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete merged[key];
    else merged[key] = mergeSettings(merged[key], value);
  }
  return merged;
}

/** Writes `Namn: text` out as `Namn: { type: text }`, so that the long and the short form merge. */
export function expandColumns(settings: unknown): unknown {
  if (!isPlain(settings) || !isPlain(settings.tables)) return settings;
  const tables = Object.entries(settings.tables).map(([name, table]) => {
    if (!isPlain(table) || !isPlain(table.columns)) return [name, table];
    const columns = Object.entries(table.columns).map(([column, value]) => [
      column,
      typeof value === 'string' ? { type: value } : value,
    ]);
    return [name, { ...table, columns: Object.fromEntries(columns) }];
  });
  return { ...settings, tables: Object.fromEntries(tables) };
}
