import type { UnmappedCode } from '@kommunhub/schema';
import type { NamndKeys } from '../keys/namnd-keys.js';
import type { MergeScope } from './merge-scope.js';

/** Counts codes that the code tables do not know, one entry per table, column and value. */
export class UnmappedCodes {
  private readonly counts = new Map<string, { code: UnmappedCode; rows: number }>();

  add(code: UnmappedCode): void {
    const name = JSON.stringify([code.table, code.column, code.value]);
    const known = this.counts.get(name);
    if (known === undefined) this.counts.set(name, { code, rows: 1 });
    else known.rows += 1;
  }

  /** Stores the counts of the run, values encrypted: a mistaken mapping may bring anything there. */
  async store(scope: MergeScope, keys: NamndKeys): Promise<void> {
    for (const { code, rows } of this.counts.values()) {
      const hash = keys.lookupHash(`${code.table}\0${code.column}\0${code.value}`);
      const cipher = keys.encrypt('hub.unmapped_codes', hash.toString('hex'), 'value_cipher', code.value);
      await scope.connection.query(
        `insert into hub.unmapped_codes (run_id, source_id, namnd_id, table_name, column_name, value_cipher, value_hash, row_count)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [scope.runId, scope.source.id, scope.source.namnd.id, code.table, code.column, cipher, hash, rows],
      );
    }
  }
}
