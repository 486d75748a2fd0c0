import { isOpen, nameKeysOfRaw, noteLaterKeys, noteTold, settleRows } from './kept-row-keys.js';
import type { MergeScope } from './merge-scope.js';
import { literal } from './sql-literal.js';

/**
 * Brings the fates of rows up to date with a delivery that has been merged: a
 * row that is set aside again goes on with its history, and one that the
 * source has told anew, or no longer has, is settled and loses its content.
 */
export async function settleDelivery(scope: MergeScope): Promise<void> {
  if (!(await hasAnythingToSettle(scope))) return;
  await nameKeysOfRaw(scope);
  await matchRows(scope, 'fingerprint');
  await matchRows(scope, 'keys');
  await renewMatched(scope);
  await insertNew(scope);
  await forgetLaterKeys(scope);
  await noteTold(scope);
  const { laterWins, runId } = scope;
  // Rows of one delta are as old as their place in it; those of a complete delivery stand side by side.
  await noteLaterKeys(scope, {
    isLater: laterWins
      ? `(kept_row.last_run_id <> '${runId}' or told.row_no > kept_row.last_row_no)`
      : `kept_row.state = 'SET_ASIDE'`,
  });
  await settleTold(scope);
  await dropFaultsWithoutRow(scope);
  await insertFaults(scope);
}

async function hasAnythingToSettle({ connection, source, tables }: MergeScope): Promise<boolean> {
  const { rows } = await connection.query(
    `select where exists (select from ${tables.raw})
       or exists (select from hub.kept_rows kept_row where ${isOpen})
       or exists (select from hub.quarantine where source_id = $1 and row_id is null)`,
    [source.id],
  );
  return rows.length > 0;
}

/** Knows rows again by their cells, and what is left by the records they stand for; equals in their order. */
async function matchRows(
  { connection, source, tables }: MergeScope,
  by: 'fingerprint' | 'keys',
): Promise<void> {
  await connection.query(
    `insert into ${tables.matched} (id, row_no)
     select known.id, again.row_no
       from (select kept_row.id, kept_row.${by},
                    row_number() over (partition by kept_row.${by} order by last_at, last_row_no) as nth
               from hub.kept_rows kept_row
              where ${isOpen} and kept_row.state = 'SET_ASIDE'
                and not exists (select from ${tables.matched} matched where matched.id = kept_row.id)) known
       join (select raw.row_no, raw.${by}, row_number() over (partition by raw.${by} order by raw.row_no) as nth
               from ${tables.raw} raw
              where raw.state = 'SET_ASIDE' ${by === 'keys' ? `and raw.keys <> '{}'` : ''}
                and not exists (select from ${tables.matched} matched where matched.row_no = raw.row_no)) again
         using (${by}, nth)`,
    [source.id],
  );
}

async function renewMatched({ connection, runId, source, tables }: MergeScope): Promise<void> {
  await connection.query(
    `delete from hub.quarantine where source_id = $1 and row_id in (select id from ${tables.matched})`,
    [source.id],
  );
  await connection.query(
    `update hub.kept_rows kept_row
        set last_run_id = $2, last_at = now(), last_row_no = raw.row_no, times = times + 1,
            table_name = raw.table_name, file = raw.file, sheet = raw.sheet, row_number = raw.row_number,
            fingerprint = raw.fingerprint, keys = raw.keys, later_keys = '{}',
            raw_id = raw.raw_id, raw_cipher = raw.raw_cipher
       from ${tables.matched} matched join ${tables.raw} raw using (row_no)
      where kept_row.id = matched.id and kept_row.source_id = $1`,
    [source.id, runId],
  );
}

async function insertNew({ connection, runId, source, tables }: MergeScope): Promise<void> {
  if (source.delivery === 'complete') {
    await connection.query(`delete from hub.kept_rows where source_id = $1 and state = 'UNKNOWN_CODE'`, [
      source.id,
    ]);
  }
  await connection.query(
    `insert into hub.kept_rows (id, source_id, namnd_id, state, table_name, file, sheet, row_number, fingerprint,
            keys, first_run_id, last_run_id, last_row_no, raw_id, raw_cipher)
     select raw_id, $1, $2, state, table_name, file, sheet, row_number, fingerprint,
            keys, $3, $3, row_no, raw_id, raw_cipher
       from ${tables.raw} raw
      where not exists (select from ${tables.matched} matched where matched.row_no = raw.row_no)`,
    [source.id, source.namnd.id, runId],
  );
}

/** What earlier complete deliveries told besides a row says nothing of what this one does. */
async function forgetLaterKeys({ connection, laterWins, source }: MergeScope): Promise<void> {
  if (laterWins) return;
  await connection.query(
    `update hub.kept_rows kept_row set later_keys = '{}' where ${isOpen} and kept_row.later_keys <> '{}'`,
    [source.id],
  );
}

/** Settles open rows that the delivery tells anew, and of a complete one also those that it no longer has. */
async function settleTold({ connection, laterWins, runId, source }: MergeScope): Promise<void> {
  const isTold = `kept_row.keys <> '{}' and kept_row.keys <@ kept_row.later_keys`;
  const isAnew = laterWins ? isTold : `kept_row.last_run_id <> '${runId}'`;
  await settleRows(connection, runId, {
    rows: `kept_row.source_id = ${literal(source.id)} and kept_row.state = 'SET_ASIDE' and ${isAnew}`,
    as: laterWins ? `'DELIVERED'` : `case when ${isTold} then 'DELIVERED' else 'GONE' end`,
  });
  if (!laterWins) return;
  await connection.query(
    `delete from hub.kept_rows kept_row where ${isOpen} and kept_row.state = 'UNKNOWN_CODE' and ${isAnew}`,
    [source.id],
  );
}

/** Faults of an earlier version, which knew no fates, go with the first complete delivery. */
async function dropFaultsWithoutRow({ connection, source }: MergeScope): Promise<void> {
  if (source.delivery !== 'complete') return;
  await connection.query('delete from hub.quarantine where source_id = $1 and row_id is null', [source.id]);
}

async function insertFaults({ connection, runId, source, tables }: MergeScope): Promise<void> {
  await connection.query(
    `insert into hub.quarantine (id, run_id, source_id, namnd_id, file, sheet, row_number, column_name, reason,
            remedy, row_id)
     select fault.id, $1, $2, $3, fault.file, fault.sheet, fault.row_number, fault.column_name, fault.reason,
            fault.remedy, coalesce(matched.id, raw.raw_id)
       from ${tables.faults} fault join ${tables.raw} raw on raw.row_no = fault.row_no
       left join ${tables.matched} matched on matched.row_no = fault.row_no`,
    [runId, source.id, source.namnd.id],
  );
}
