import type { QuarantineReason, RecordKind } from '@kommunhub/schema';
import type { MergeScope } from './merge-scope.js';

/** How many living rows only repeat what other rows say: all of their records came before. */
export async function countRepeatingRows(scope: MergeScope, rowsWithRecords: number): Promise<number> {
  if (scope.duplicated.size === 0) return 0;
  const firsts = scope.specs.map(
    ({ kind }) =>
      `select min(row_no) as row_no from ${scope.tables.records(kind)} staged where ${scope.lives('staged')} group by key`,
  );
  const { rows } = await scope.connection.query<{ count: number }>(
    `select count(distinct row_no) from (${firsts.join(' union all ')}) as first`,
  );
  return rowsWithRecords - scope.deadRows - rows[0]!.count;
}

const nouns: Readonly<Record<RecordKind, string>> = {
  kommun: 'kommun',
  staff: 'handläggare',
  person: 'person',
  case: 'case',
  investigation: 'investigation',
  decision: 'decision',
  execution: 'execution',
};

/** What the data owner should do about a row that the merge set aside. */
export function remedyFor(reason: QuarantineReason, kind: RecordKind): string {
  if (reason === 'REFERENCE_MISSING') {
    return `Deliver the ${nouns[kind]} that the row refers to, or correct the reference.`;
  }
  return `An earlier row says otherwise of the same ${nouns[kind]}; deliver one of them only.`;
}

/** Stores why rows were set aside, those that came so and those that fell at the merge. */
export async function storeQuarantine(scope: MergeScope): Promise<void> {
  const { connection, runId, source, tables } = scope;
  if (source.delivery === 'complete') {
    // What a new complete delivery does not set aside again has been dealt with.
    await connection.query('delete from hub.quarantine where source_id = $1', [source.id]);
    await connection.query('delete from hub.unmapped_codes where source_id = $1', [source.id]);
  }
  await connection.query(
    `insert into hub.quarantine (id, run_id, source_id, namnd_id, file, sheet, row_number, column_name, reason, remedy, raw_cipher)
     select id, $1, $2, $3, file, sheet, row_number, column_name, reason, remedy, raw_cipher from ${tables.faults}`,
    [runId, source.id, source.namnd.id],
  );
  if (scope.deadRows === 0) return;
  const { rows } = await connection.query<{ reason: QuarantineReason; kind: RecordKind }>(
    `select distinct reason, kind from ${tables.dead}`,
  );
  for (const { reason, kind } of rows) {
    await connection.query(
      `insert into hub.quarantine (id, run_id, source_id, namnd_id, file, sheet, row_number, reason, remedy)
       select $1::text || '-' || lpad(row_no::text, 9, '0') || '-00', $1::uuid, $2, $3, file, sheet, row_number, reason, $4
         from ${tables.dead} join ${tables.places} using (row_no) where reason = $5 and kind = $6`,
      [runId, source.id, source.namnd.id, remedyFor(reason, kind), reason, kind],
    );
  }
}

/** The id of a fault: sorts in the order of the delivery. */
export function faultId(runId: string, rowNumber: number, fault: number): string {
  return `${runId}-${String(rowNumber).padStart(9, '0')}-${String(fault).padStart(2, '0')}`;
}
