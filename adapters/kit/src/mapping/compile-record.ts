import { befattningTerms, type RecordKind, recordKinds } from '@kommunhub/schema';
import { linesOf } from '../codes/code-table.js';
import { adapterFault } from '../faults/adapter-fault.js';
import { nearest } from '../faults/nearest.js';
import type { ColumnSettings, FieldSource, RecordSettings } from '../settings/mapping-settings.js';
import { cellReader } from './cell-readers.js';
import type { TableContext } from './compile-table.js';
import type { CompiledField, CompiledRecord, FieldOrigin } from './compiled-table.js';
import { type FieldRule, fieldRule, recordFields } from './record-fields.js';

interface RecordContext extends TableContext {
  readonly use: (column: string, place: string) => boolean;
  readonly at: (...path: (string | number)[]) => string;
}

type Columns = Readonly<Record<string, ColumnSettings>>;

const isKind = (text: string): text is RecordKind => (recordKinds as readonly string[]).includes(text);

/** Checks one record of a table's mapping; null when not even its kind is known. */
export function compileRecord(
  name: string,
  settings: RecordSettings,
  columns: Columns,
  context: RecordContext,
): CompiledRecord | null {
  const { kind: named, when, complete, ...fields } = settings;
  const kind = named ?? name;
  if (!isKind(kind)) {
    const near = nearest(kind, recordKinds) ?? recordKinds.join(', ');
    context.faults.push(
      adapterFault('KEY_UNKNOWN_NEAR', context.at(), { key: `records.${name}`, nearest: near }),
    );
    return null;
  }
  if (when !== undefined) context.use(when, context.at('when'));
  const compiled = Object.entries(fields).flatMap(([field, source]) => {
    const one = compileField(kind, field, source, columns, context);
    return one === null ? [] : [one];
  });
  const mapped = new Set(Object.keys(fields));
  for (const [field, rule] of Object.entries(recordFields[kind])) {
    if ('required' in rule && rule.required && !mapped.has(field)) {
      context.faults.push(adapterFault('FIELD_UNMAPPED', context.at(), { kind, field }));
    }
  }
  return { name, kind, when: when ?? null, complete: complete ?? true, fields: compiled };
}

function compileField(
  kind: RecordKind,
  field: string,
  source: FieldSource,
  columns: Columns,
  context: RecordContext,
): CompiledField | null {
  const place = context.at(field);
  const rule = fieldRule(kind, field);
  // A column at a field that cannot be mapped is misplaced, not unused.
  if (rule === undefined || rule.type === 'derived') {
    if (typeof source === 'string') context.use(source, place);
  }
  if (rule === undefined) {
    const near = nearest(field, Object.keys(recordFields[kind])) ?? '–';
    context.faults.push(adapterFault('FIELD_UNKNOWN', place, { kind, field, nearest: near }));
    return null;
  }
  if (rule.type === 'derived') {
    context.faults.push(adapterFault('FIELD_DERIVED', place, { field }));
    return null;
  }
  const origin = originOf(field, rule, source, columns, context, place);
  return origin === null ? null : { field, rule, origin };
}

function originOf(
  field: string,
  rule: FieldRule,
  source: FieldSource,
  columns: Columns,
  context: RecordContext,
  place: string,
): FieldOrigin | null {
  if (typeof source === 'string') {
    if (!context.use(source, place)) return null;
    const column = columns[source]!;
    if (!fits(rule, column)) {
      const parameters = { field, wanted: rule.type, column: source, given: column.type };
      context.faults.push(adapterFault('TYPE_UNFIT', place, parameters));
    }
    checkTargets(rule, column, context);
    return { from: 'column', column: source };
  }
  if ('counts' in source) {
    const pairs = Object.entries(source.counts);
    const unfit = rule.type !== 'counts' || pairs.some(([code]) => !Object.hasOwn(befattningTerms, code));
    if (unfit) context.faults.push(adapterFault('CONSTANT_UNFIT', place, { field }));
    for (const [, column] of pairs) {
      if (context.use(column, place) && columns[column]?.type !== 'integer') {
        const parameters = { field, wanted: 'integer', column, given: columns[column]?.type ?? '' };
        context.faults.push(adapterFault('TYPE_UNFIT', place, parameters));
      }
    }
    return { from: 'counts', columns: pairs };
  }
  const value = constantOf(rule, 'namnd' in source ? context.seat : source.constant);
  if (value === null) context.faults.push(adapterFault('CONSTANT_UNFIT', place, { field }));
  return value === null ? null : { from: 'constant', value };
}

/** A text field takes whatever has one text form; the others take their own type. */
function fits(rule: FieldRule, column: ColumnSettings): boolean {
  if (rule.type === 'text') return column.type !== 'code' && column.type !== 'boolean';
  if (rule.type === 'decimal') return column.type === 'decimal' || column.type === 'integer';
  return rule.type === column.type;
}

/** Every shared code of the column's table must be one that the field takes. */
function checkTargets(rule: FieldRule, column: ColumnSettings, context: RecordContext): void {
  if (rule.type !== 'code' || column.table === undefined) return;
  const takes = new Set(rule.unknown === 'OKAND' ? [...rule.codes, 'OKAND'] : rule.codes);
  const lines = [...(context.codeTables.get(column.table)?.values() ?? [])].flatMap((entry) => [
    ...linesOf(entry),
  ]);
  for (const entry of lines) {
    if (takes.has(entry.code)) continue;
    const fault = adapterFault('TABLE_TARGET', entry.place, { codes: [...takes].join(', ') });
    if (!context.faults.some(({ code, path }) => code === fault.code && path === fault.path)) {
      context.faults.push(fault);
    }
  }
}

function constantOf(rule: FieldRule, constant: string | number | boolean): string | number | boolean | null {
  if (rule.type === 'code') return rule.codes.includes(String(constant)) ? String(constant) : null;
  if (rule.type === 'derived' || rule.type === 'counts' || rule.type === 'personnummer') return null;
  // A constant is written in the file as it is meant, so no day decides how it is read.
  const text = typeof constant === 'boolean' ? (constant ? 'ja' : 'nej') : String(constant);
  const cell = cellReader({ type: rule.type }, undefined, '2000-01-01')(text);
  return cell.kind === 'value' && typeof cell.value !== 'object' ? cell.value : null;
}
