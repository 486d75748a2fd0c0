import type { QuarantineReason, RecordKind } from '@kommunhub/schema';
import type { NamndKeys } from '../keys/namnd-keys.js';
import { CopyBuffer } from './copy-batch.js';
import { faultLine, remedyFor } from './faults.js';
import type { MergeScope } from './merge-scope.js';
import { rawLine } from './raw-rows.js';
import { blockOf, openBlock } from './row-blocks.js';

/** How many living rows only repeat what other rows say, or are overtaken by them: none of their records is merged. */
export async function countRepeatingRows(scope: MergeScope, rowsWithContent: number): Promise<number> {
  if (scope.duplicated.size === 0 && scope.tombstoned.size === 0 && !scope.isReplay) return 0;
  const winners = scope.specs.map(
    ({ kind }) => `select row_no from (${scope.uniqueRecords(kind)}) as record`,
  );
  const buried = [...scope.tombstoned].map(
    (kind) => `select row_no from ${scope.tables.tombstones} tombstone where ${scope.buries(kind)}`,
  );
  const { rows } = await scope.connection.query<{ count: number }>(
    `select count(distinct row_no) from (${[...winners, ...buried].join(' union all ')}) as winner`,
  );
  return rowsWithContent - scope.deadRows - rows[0]!.count;
}

interface FallenRow {
  readonly row_no: number;
  readonly reason: QuarantineReason;
  readonly kind: RecordKind;
}

/** Blocks opened at a time: a broken delivery may have all of its rows fallen. */
const BLOCKS_AT_A_TIME = 40;

/** Takes the rows that fell at the merge out of their blocks and puts them beside those that came set aside. */
export async function stageFallenRows(scope: MergeScope, keys: NamndKeys): Promise<void> {
  if (scope.deadRows === 0) return;
  const { connection, runId, tables } = scope;
  // A row that was to be kept for its codes is now kept for its fault.
  await connection.query(`delete from ${tables.raw} where row_no in (select row_no from ${tables.dead})`);
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
        const row = rows.get(row_no)!;
        const fault = { reason, column: null, remedy: remedyFor(reason, kind) };
        copies.add(tables.raw, rawLine(runId, row, 'SET_ASIDE', keys));
        copies.add(tables.faults, faultLine(runId, row, 0, fault));
      }
    }
    await copies.flush();
  }
  await copies.flush(true);
}
