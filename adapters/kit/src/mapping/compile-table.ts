import { normaliseHeader } from '@kommunhub/schema';
import { type CodeTable, codeKey } from '../codes/code-table.js';
import { type AdapterFault, adapterFault } from '../faults/adapter-fault.js';
import { nearest } from '../faults/nearest.js';
import type { TableSettings } from '../settings/mapping-settings.js';
import type { Locate } from '../settings/settings-faults.js';
import { columnOf } from './check-record.js';
import { compileRecord } from './compile-record.js';
import type { CompiledColumn, CompiledRecord, CompiledTable } from './compiled-table.js';
import { compileExpression, type Expression } from './expression.js';
import type { DeletedRule } from './row-skipping.js';

/** Where the faults of one table go, and where its keys stand. */
export interface TableContext {
  readonly locate: Locate;
  readonly faults: AdapterFault[];
  readonly codeTables: ReadonlyMap<string, CodeTable>;
  /** Kommun code of the nämnd's seat, for what a mapping gives to `namnd: seat`. */
  readonly seat: string;
  readonly delivery: 'complete' | 'delta';
}

/**
 * Checks the mapping of one table and makes it ready; every fault goes into
 * the context, and the result is of use only when there is none.
 */
export function compileTable(name: string, settings: TableSettings, context: TableContext): CompiledTable {
  const at = (...path: (string | number)[]) => context.locate(['tables', name, ...path]);
  const names = Object.keys(settings.columns);
  const used = new Set<string>();

  /** Notes the use of a column, and the fault when there is no such column. */
  const use = (column: string, place: string): boolean => {
    used.add(column);
    if (Object.hasOwn(settings.columns, column)) return true;
    context.faults.push(
      adapterFault('COLUMN_UNDECLARED', place, { column, nearest: nearest(column, names) ?? '–' }),
    );
    return false;
  };

  const records = Object.entries(settings.records).flatMap(([recordName, record]) => {
    const compiled = compileRecord(recordName, record, settings.columns, {
      ...context,
      use,
      at: (...path) => at('records', recordName, ...path),
    });
    return compiled === null ? [] : [compiled];
  });
  const skipRules = (settings.skip ?? []).map((rule) => {
    use(rule.column, at('skip'));
    return { column: rule.column, values: new Set(rule.values.map(codeKey)), reason: rule.reason };
  });
  const deleted = compileDeleted(settings, records, context, use, at);
  const columns = names.map((column) => compileColumn(column, settings, context, use, at('columns', column)));
  checkNames(settings, context.faults, at);
  for (const column of names.filter((candidate) => !used.has(candidate))) {
    context.faults.push(adapterFault('COLUMN_UNUSED', at('columns', column), { column }));
  }
  const read = columns.filter(({ expression }) => expression === null);
  return {
    name,
    request: {
      name,
      from: settings.from,
      columns: read.map(({ name: column, settings: { aliases, optional, type } }) => ({
        name: column,
        aliases: aliases ?? [],
        optional: optional ?? false,
        ...(type === 'date' ? { isDate: true } : {}),
      })),
    },
    optional: settings.optional ?? false,
    columns,
    required: columns.filter((column) => column.settings.required).map((column) => column.name),
    keyColumns: new Set(records.flatMap((record) => columnOf(record, 'sourceId') ?? [])),
    skipRules,
    deleted,
    records,
  };
}

/** The rule by which a row of a delta ends records; which ones must be said where a row gives several. */
function compileDeleted(
  { deleted }: TableSettings,
  records: readonly CompiledRecord[],
  context: TableContext,
  use: (column: string, place: string) => boolean,
  at: (...path: (string | number)[]) => string,
): DeletedRule | null {
  if (deleted === undefined) return null;
  use(deleted.column, at('deleted', 'column'));
  if (context.delivery !== 'delta') context.faults.push(adapterFault('DELETED_NOT_DELTA', at('deleted')));
  const all = records.map(({ name }) => name);
  if (deleted.records === undefined && all.length > 1) {
    context.faults.push(adapterFault('DELETED_RECORDS', at('deleted'), { records: all.join(', ') }));
  }
  for (const named of deleted.records ?? []) {
    if (all.includes(named)) continue;
    const near = nearest(named, all) ?? all.join(', ');
    context.faults.push(
      adapterFault('KEY_UNKNOWN_NEAR', at('deleted', 'records'), { key: named, nearest: near }),
    );
  }
  const ended = new Set(deleted.records ?? all);
  return {
    column: deleted.column,
    values: new Set(deleted.values.map(codeKey)),
    records: records.filter(({ name }) => ended.has(name)),
  };
}

function compileColumn(
  name: string,
  table: TableSettings,
  context: TableContext,
  use: (column: string, place: string) => boolean,
  place: string,
): CompiledColumn {
  const settings = table.columns[name]!;
  const codes = settings.table === undefined ? undefined : context.codeTables.get(settings.table);
  if (settings.table !== undefined && codes === undefined) {
    context.faults.push(adapterFault('TABLE_MISSING', place, { table: settings.table, column: name }));
  }
  let expression: Expression | null = null;
  if (settings.expression !== undefined) {
    const compiled = compileExpression(settings.expression, name, place);
    if (typeof compiled === 'function') expression = compiled;
    else context.faults.push(compiled);
    const mentioned = Object.keys(table.columns).filter((column) => settings.expression?.includes(column));
    for (const column of mentioned) use(column, place);
  }
  return { name, settings, codes, expression };
}

/** No two columns may answer to the same header. */
function checkNames(
  settings: TableSettings,
  faults: AdapterFault[],
  at: (...path: (string | number)[]) => string,
): void {
  const owners = new Map<string, string>();
  for (const [column, { aliases = [], expression }] of Object.entries(settings.columns)) {
    if (expression !== undefined) continue;
    for (const header of new Set([column, ...aliases].map(normaliseHeader))) {
      const first = owners.get(header);
      if (first === undefined) owners.set(header, column);
      else faults.push(adapterFault('COLUMN_AMBIGUOUS', at('columns', column), { first, second: column }));
    }
  }
}
