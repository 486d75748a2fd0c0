import type { QuarantineReason, RecordKind } from '@kommunhub/schema';
import type { NamndKeys } from '../keys/namnd-keys.js';
import { CopyBuffer } from './copy-batch.js';
import { faultLine, remedyFor } from './faults.js';
import type { MergeScope } from './merge-scope.js';
import { blockOf, openBlock } from './row-blocks.js';

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

/** Stores why rows were set aside, with the rows themselves: those that came so and those that fell at the merge. */
export async function storeQuarantine(scope: MergeScope, keys: NamndKeys): Promise<void> {
  const { connection, runId, source, tables } = scope;
  if (source.delivery === 'complete') {
    // What a new complete delivery does not set aside again has been dealt with.
    await connection.query('delete from hub.quarantine where source_id = $1', [source.id]);
    await connection.query('delete from hub.unmapped_codes where source_id = $1', [source.id]);
  }
  if (scope.deadRows > 0) await stageFallenRows(scope, keys);
  await connection.query(
    `insert into hub.quarantine (id, run_id, source_id, namnd_id, file, sheet, row_number, column_name, reason, remedy, raw_cipher)
     select id, $1, $2, $3, file, sheet, row_number, column_name, reason, remedy, raw_cipher from ${tables.faults}`,
    [runId, source.id, source.namnd.id],
  );
}

interface FallenRow {
  readonly row_no: number;
  readonly reason: QuarantineReason;
  readonly kind: RecordKind;
}

/** Blocks opened at a time: a broken delivery may have all of its rows fallen. */
const BLOCKS_AT_A_TIME = 40;

/** Takes the rows that fell at the merge out of their blocks and puts them beside those that came set aside. */
async function stageFallenRows(scope: MergeScope, keys: NamndKeys): Promise<void> {
  const { connection, runId, tables } = scope;
  const { rows: fallen } = await connection.query<FallenRow>(
    `select row_no, reason, kind from ${tables.dead} order by row_no`,
  );
  const byBlock = Map.groupBy(fallen, ({ row_no }) => blockOf(row_no));
  const numbers = [...byBlock.keys()];
  const copies = new CopyBuffer(connection);
  for (let begin = 0; begin < numbers.length; begin += BLOCKS_AT_A_TIME) {
    const { rows: blocks } = await connection.query<{ number: number; rows_cipher: Buffer }>(
      `select number, rows_cipher from ${tables.rows} where number = any ($1)`,
      [numbers.slice(begin, begin + BLOCKS_AT_A_TIME)],
    );
    for (const { number, rows_cipher } of blocks) {
      const rows = openBlock(runId, number, rows_cipher, keys);
      for (const { row_no, reason, kind } of byBlock.get(number) ?? []) {
        const fault = { reason, column: null, remedy: remedyFor(reason, kind) };
        copies.add(tables.faults, faultLine(runId, rows.get(row_no)!, 0, fault, keys));
      }
    }
    await copies.flush();
  }
  await copies.flush(true);
}
