import { type CalendarDate, type HubRecord, validateRecord } from '@kommunhub/schema';
import { remedy } from '../faults/remedies.js';
import type { RowFindings } from './build-record.js';
import type { CompiledRecord } from './compiled-table.js';

/** Header of the column that a field is mapped from; null for constants and what the kit works out. */
export function columnOf(plan: CompiledRecord, field: string): string | null {
  const origin = plan.fields.find((candidate) => candidate.field === field)?.origin;
  return origin?.from === 'column' ? origin.column : null;
}

/** Holds the record against the shared model and notes faults and warnings at its columns. */
export function checkRecord(
  record: HubRecord,
  plan: CompiledRecord,
  today: CalendarDate,
  findings: RowFindings,
): void {
  const checked = validateRecord(record, today);
  if (checked.kind === 'rejected') {
    for (const { path } of checked.faults) {
      const column = columnOf(plan, path.split('.')[0] ?? '');
      findings.faults.push({
        reason: 'RECORD_INVALID',
        column,
        remedy: remedy('RECORD_INVALID'),
      });
    }
    return;
  }
  for (const { code, path } of checked.warnings) {
    findings.warnings.push({ code, column: columnOf(plan, path) });
  }
}
