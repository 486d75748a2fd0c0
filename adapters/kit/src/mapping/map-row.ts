import type {
  CalendarDate,
  HubRecord,
  RecordKind,
  RowFault,
  SourceRow,
  UnmappedCode,
} from '@kommunhub/schema';
import { isRejected, type RejectedRow, type Row } from '../connector/connector.js';
import { remedy } from '../faults/remedies.js';
import { buildRecord, type RowFindings } from './build-record.js';
import type { Cell, CellReader } from './cell.js';
import { cellReader } from './cell-readers.js';
import { checkRecord, columnOf } from './check-record.js';
import type { CompiledRecord, CompiledTable } from './compiled-table.js';
import { skipReasonOf } from './row-skipping.js';

export interface MappingContext {
  /** The kommuner the source may deliver. */
  readonly kommunCodes: ReadonlySet<string>;
  /** The day the delivery is read: the pivot of two-digit years. */
  readonly today: CalendarDate;
}

/** Gives a row its fate; asynchronous only where the table has expressions. */
export type RowMapper = (row: Row | RejectedRow) => SourceRow | Promise<SourceRow>;

/** Makes the mapper of one table for one reading. */
export function rowMapper(table: CompiledTable, context: MappingContext): RowMapper {
  const readers = new Map<string, CellReader>(
    table.columns.map(({ name, settings, codes }) => [name, cellReader(settings, codes, context.today)]),
  );
  const kinds = [...new Set(table.records.map(({ kind }) => kind))];
  const expressions = table.columns.filter(({ expression }) => expression !== null);
  return (row) => {
    if (isRejected(row)) return unreadable(row, kinds);
    const skipped = skipReasonOf(row.cells, table.required, table.skipRules);
    if (skipped !== null) return { fate: 'skipped', place: row.place, reason: skipped };
    if (expressions.length === 0) return mapCells(row, row.cells, new Map(), table, readers, context);
    return evaluate(row, table).then(({ cells, failed }) =>
      mapCells(row, cells, failed, table, readers, context),
    );
  };
}

/** Which records the row stands for is anybody's guess; the table tells of what kinds they would be. */
function unreadable({ table, place, fault }: RejectedRow, kinds: readonly RecordKind[]): SourceRow {
  return { fate: 'quarantined', table, place, faults: [fault], raw: {}, keys: [], kindsWithoutKey: kinds };
}

async function evaluate(
  row: Row,
  table: CompiledTable,
): Promise<{ cells: Record<string, string>; failed: ReadonlyMap<string, Cell> }> {
  const cells: Record<string, string> = { ...row.cells };
  const failed = new Map<string, Cell>();
  for (const { name, expression } of table.columns) {
    if (expression === null) continue;
    const text = await expression(row.cells);
    if (text === null)
      failed.set(name, {
        kind: 'invalid',
        remedy: remedy('EXPRESSION_FAILED'),
      });
    else cells[name] = text;
  }
  return { cells, failed };
}

function mapCells(
  row: Row,
  texts: Readonly<Record<string, string>>,
  failed: ReadonlyMap<string, Cell>,
  table: CompiledTable,
  readers: ReadonlyMap<string, CellReader>,
  context: MappingContext,
): SourceRow {
  const findings: RowFindings = { faults: [], warnings: [] };
  const unmapped: UnmappedCode[] = [];
  const cells = new Map<string, Cell>();
  for (const { name, settings } of table.columns) {
    const cell = failed.get(name) ?? readers.get(name)!(texts[name] ?? '');
    cells.set(name, cell);
    if (cell.kind === 'invalid') {
      findings.faults.push({ reason: 'VALUE_INVALID', column: name, remedy: cell.remedy });
    } else if (cell.kind === 'unknown') {
      unmapped.push({ table: settings.table ?? '', column: name, value: cell.text });
    } else if (cell.kind === 'blank' && settings.required) {
      findings.faults.push({
        reason: 'VALUE_MISSING',
        column: name,
        remedy: remedy('VALUE_REQUIRED'),
      });
    }
  }
  const plans = table.records.filter(({ when }) => when === null || cells.get(when)?.kind !== 'blank');
  const built = plans.map((plan) => ({ plan, record: buildRecord(plan, cells, context.today, findings) }));
  for (const { plan, record } of built) checkKommun(record.kommunCode, plan, context, findings);
  // A record with a value missing would be found at fault once more, so records are checked only when whole.
  if (findings.faults.length === 0) {
    for (const { plan, record } of built) checkRecord(record, plan, context.today, findings);
  }
  const records = built.map(({ record }) => record);
  if (findings.faults.length > 0) {
    const faults = distinct(findings.faults);
    const { place, cells: raw } = row;
    return { fate: 'quarantined', table: table.name, place, faults, raw, ...keysOf(records) };
  }
  const { warnings } = findings;
  const { place, cells: raw } = row;
  return { fate: 'used', table: table.name, place, records, unmapped, warnings, raw };
}

/** What the records of a faulty row are known by: their other fields may be unfit or missing. */
function keysOf(
  records: readonly HubRecord[],
): Pick<Extract<SourceRow, { fate: 'quarantined' }>, 'keys' | 'kindsWithoutKey'> {
  const hasKey = ({ sourceId }: { readonly sourceId: string | null }) => sourceId !== null;
  return {
    keys: records.filter(hasKey).map(({ kind, sourceId }) => ({ kind, sourceId })),
    kindsWithoutKey: records.filter((record) => !hasKey(record)).map(({ kind }) => kind),
  };
}

function checkKommun(
  kommunCode: string | null,
  plan: CompiledRecord,
  context: MappingContext,
  findings: RowFindings,
): void {
  if (kommunCode === null || context.kommunCodes.has(kommunCode)) return;
  findings.faults.push({
    reason: 'KOMMUN_FOREIGN',
    column: columnOf(plan, 'kommunCode'),
    remedy: remedy('KOMMUN_FOREIGN'),
  });
}

function distinct(faults: readonly RowFault[]): RowFault[] {
  const seen = new Set<string>();
  return faults.filter(({ reason, column }) => {
    const key = `${reason} ${column}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
