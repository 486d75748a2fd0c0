import type { UnmappedCode } from '@kommunhub/schema';
import type { NamndKeys } from '../keys/namnd-keys.js';
import type { MergeScope } from './merge-scope.js';

/** A column with more texts holds no codes: the rest are counted together, so that no file fills the memory. */
const mostTexts = 2000;
/** Stands for the rest: no unknown code is empty. */
const rest = '';

const nameOf = ({ table, column, value }: UnmappedCode) => JSON.stringify([table, column, value]);

/** Counts codes that the code tables do not know, one entry per table, column and value. */
export class UnmappedCodes {
  private readonly counts = new Map<string, { code: UnmappedCode; rows: number; isReplayable: boolean }>();

  private readonly texts = new Map<string, number>();

  /** Counts a row; one that is not kept can only be settled by a new delivery. */
  add(code: UnmappedCode, isKept: boolean): void {
    const named = this.named(code);
    const name = nameOf(named);
    const known = this.counts.get(name);
    if (known === undefined) this.counts.set(name, { code: named, rows: 1, isReplayable: isKept });
    else {
      known.rows += 1;
      known.isReplayable &&= isKept;
    }
  }

  /** The code itself, or the rest of its column when that has brought too many. */
  private named(code: UnmappedCode): UnmappedCode {
    if (this.counts.has(nameOf(code))) return code;
    const column = JSON.stringify([code.table, code.column]);
    const texts = this.texts.get(column) ?? 0;
    if (texts >= mostTexts) return { ...code, value: rest };
    this.texts.set(column, texts + 1);
    return code;
  }

  /** All that is counted, in the order it came. */
  list(): readonly { readonly code: UnmappedCode; readonly rows: number; readonly isReplayable: boolean }[] {
    return [...this.counts.values()];
  }

  /** Stores the counts of the run, values encrypted: a mistaken mapping may bring anything there. */
  async store(scope: MergeScope, keys: NamndKeys): Promise<void> {
    await this.forget(scope);
    for (const { code, rows, isReplayable } of this.list()) {
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
