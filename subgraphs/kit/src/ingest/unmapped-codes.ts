import type { UnmappedCode } from '@kommunhub/schema';
import type { NamndKeys } from '../keys/namnd-keys.js';
import type { MergeScope } from './merge-scope.js';

/** Counts codes that the code tables do not know, one entry per table, column and value. */
export class UnmappedCodes {
  private readonly counts = new Map<string, { code: UnmappedCode; rows: number; isReplayable: boolean }>();

  /** Counts a row; one that is not kept can only be settled by a new delivery. */
  add(code: UnmappedCode, isKept: boolean): void {
    const name = JSON.stringify([code.table, code.column, code.value]);
    const known = this.counts.get(name);
    if (known === undefined) this.counts.set(name, { code, rows: 1, isReplayable: isKept });
    else {
      known.rows += 1;
      known.isReplayable &&= isKept;
    }
  }

  /** Stores the counts of the run, values encrypted: a mistaken mapping may bring anything there. */
  async store(scope: MergeScope, keys: NamndKeys): Promise<void> {
    await this.forget(scope);
    for (const { code, rows, isReplayable } of this.counts.values()) {
      const hash = keys.lookupHash(`${code.table}\0${code.column}\0${code.value}`);
      const cipher = keys.encrypt('hub.unmapped_codes', hash.toString('hex'), 'value_cipher', code.value);
      await scope.connection.query(
        `insert into hub.unmapped_codes (run_id, source_id, namnd_id, table_name, column_name, value_cipher, value_hash, row_count, replayable)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          scope.runId,
          scope.source.id,
          scope.source.namnd.id,
          code.table,
          code.column,
          cipher,
          hash,
          rows,
          isReplayable,
        ],
      );
    }
  }

  /** What came before is told of again: by a complete delivery, or by the replay of the rows it was in. */
  private async forget({ connection, source, isReplay }: MergeScope): Promise<void> {
    if (source.delivery === 'delta' && !isReplay) return;
    await connection.query(
      `delete from hub.unmapped_codes where source_id = $1 ${isReplay ? 'and replayable' : ''}`,
      [source.id],
    );
  }
}
