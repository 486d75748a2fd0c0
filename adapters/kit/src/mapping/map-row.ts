import type { CalendarDate, HubRecord, SourceRow, UnmappedCode } from '@kommunhub/schema';
import { isRejected, type RejectedRow, type Row } from '../connector/connector.js';
import { remedy } from '../faults/remedies.js';
import { buildRecord, type RowFindings } from './build-record.js';
import type { Cell, CellReader } from './cell.js';
import { cellReader } from './cell-readers.js';
import { checkRecord, columnOf } from './check-record.js';
import type { CompiledRecord, CompiledTable } from './compiled-table.js';
import { mapDeleted } from './deleted-row.js';
import { distinctFaults } from './distinct-faults.js';
import { mapRejected } from './rejected-row.js';
import { isDeleted, skipReasonOf } from './row-skipping.js';

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
  const expressions = table.columns.filter(({ expression }) => expression !== null);
  return (row) => {
    if (isRejected(row)) return mapRejected(row, table, readers);
    const deleted = isDeleted(row, table.deleted);
    const skipped = skipReasonOf(row, table, deleted ? [] : table.skipRules);
    if (skipped !== null) return { fate: 'skipped', place: row.place, reason: skipped };
    const map = deleted ? mapDeleted : mapCells;
    if (expressions.length === 0) return map(row, row.cells, faultyCells(row), table, readers, context);
    return evaluate(row, table).then(({ cells, failed }) => map(row, cells, failed, table, readers, context));
  };
}

/** The cells that the connector could not read; their faults are the row's already. */
function faultyCells({ faults = [] }: Row): Map<string, Cell> {
  return new Map(faults.flatMap(({ column }) => (column === null ? [] : [[column, unreadableCell]])));
}

const unreadableCell: Cell = Object.freeze({ kind: 'invalid', remedy: null });

async function evaluate(
  row: Row,
  table: CompiledTable,
): Promise<{ cells: Record<string, string>; failed: ReadonlyMap<string, Cell> }> {
  const cells: Record<string, string> = { ...row.cells };
  const failed = faultyCells(row);
  const isFaulty = failed.size > 0;
  for (const { name, expression } of table.columns) {
    if (expression === null) continue;
    if (isFaulty) {
      // What is worked out from a cell that cannot be read would be something else: a wrong key, say.
      failed.set(name, unreadableCell);
      continue;
    }
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

/** Makes the records of a row, or sets it aside with all its faults. */
function mapCells(
  row: Row,
  texts: Readonly<Record<string, string>>,
  failed: ReadonlyMap<string, Cell>,
  table: CompiledTable,
  readers: ReadonlyMap<string, CellReader>,
  context: MappingContext,
): SourceRow {
  const findings: RowFindings = { faults: [...(row.faults ?? [])], warnings: [] };
  const unmapped: UnmappedCode[] = [];
  const cells = new Map<string, Cell>();
  for (const { name, settings } of table.columns) {
    const cell = failed.get(name) ?? readers.get(name)!(texts[name] ?? '');
    cells.set(name, cell);
    if (cell.kind === 'invalid') {
      if (cell.remedy !== null)
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
    const faults = distinctFaults(findings.faults);
    const { place, cells: raw } = row;
    // A kept row does not tell what a cell that could not be read would say: only its source does.
    const again = row.faults === undefined ? { table: table.name } : {};
    return { fate: 'quarantined', ...again, place, faults, raw, ...keysOf(records) };
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
