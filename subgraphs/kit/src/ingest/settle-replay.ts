import { isOpen, nameKeysOfRaw, noteLaterKeys, noteTold, settleRows } from './kept-row-keys.js';
import type { MergeScope } from './merge-scope.js';

/**
 * Brings the fates of rows up to date with their replay: what became records
 * is settled, what is still at fault stays with the fault it has now, and a
 * row that is used with unknown codes stays until they are known.
 */
export async function settleReplay(scope: MergeScope): Promise<void> {
  await nameKeysOfRaw(scope);
  await setAsideUsed(scope);
  await renewFaults(scope);
  await insertUnknown(scope);
  await noteTold(scope);
  await settleUsed(scope);
  await nameUnknownAnew(scope);
  const { laterWins, tables } = scope;
  await noteLaterKeys(scope, {
    join: `join ${tables.replayed} replayed on replayed.id = kept_row.id`,
    isLater: laterWins ? 'told.row_no > replayed.row_no' : `kept_row.state = 'SET_ASIDE'`,
  });
  await dropOvertaken(scope);
  await countSettled(scope);
}

/** SQL condition that the replayed row is kept in the state. */
const isKeptAs = ({ tables }: MergeScope, state: 'SET_ASIDE' | 'UNKNOWN_CODE') =>
  `exists (select from ${tables.raw} raw where raw.row_no = replayed.row_no and raw.state = '${state}')`;

/** A row whose codes were unknown may be at fault under the mended mapping; its records stay as they are. */
async function setAsideUsed(scope: MergeScope): Promise<void> {
  await scope.connection.query(
    `update hub.kept_rows kept_row set state = 'SET_ASIDE' from ${scope.tables.replayed} replayed
      where replayed.id = kept_row.id and kept_row.state = 'UNKNOWN_CODE' and ${isKeptAs(scope, 'SET_ASIDE')}`,
  );
}

/** Puts new faults in the place of the old, for rows whose faults are not the same. */
async function renewFaults({ connection, runId, source, tables }: MergeScope): Promise<void> {
  const faults = (from: string, by: string) =>
    `select ${by} as row_key, array_agg(row (column_name, reason, remedy)::text order by id) as faults from ${from} group by 1`;
  await connection.query(
    `delete from ${tables.faults} fault using ${tables.replayed} replayed,
            (${faults('hub.quarantine where source_id = $1 and not settled', 'row_id')}) before,
            (${faults(tables.faults, 'row_no')}) now
      where fault.row_no = replayed.row_no and before.row_key = replayed.id and now.row_key = replayed.row_no
        and before.faults = now.faults`,
    [source.id],
  );
  await connection.query(
    `delete from hub.quarantine fault using ${tables.replayed} replayed
      where fault.row_id = replayed.id and replayed.row_no in (select row_no from ${tables.faults})`,
  );
  await connection.query(
    `insert into hub.quarantine (id, run_id, source_id, namnd_id, file, sheet, row_number, column_name, reason,
            remedy, row_id)
     select fault.id, $1, $2, $3, fault.file, fault.sheet, fault.row_number, fault.column_name, fault.reason,
            fault.remedy, replayed.id
       from ${tables.faults} fault join ${tables.replayed} replayed using (row_no)`,
    [runId, source.id, source.namnd.id],
  );
}

/** Rows that were set aside and are now used with unknown codes are kept for these, as old as they were. */
async function insertUnknown(scope: MergeScope): Promise<void> {
  const { connection, runId, tables } = scope;
  await connection.query(
    `insert into hub.kept_rows (id, source_id, namnd_id, state, table_name, file, sheet, row_number, fingerprint, keys,
            later_keys, first_run_id, last_run_id, last_at, last_row_no, raw_id, raw_cipher)
     select raw.raw_id, kept_row.source_id, kept_row.namnd_id, 'UNKNOWN_CODE', raw.table_name, raw.file, raw.sheet,
            raw.row_number, raw.fingerprint, raw.keys, kept_row.later_keys, $1, $1, kept_row.last_at,
            kept_row.last_row_no, raw.raw_id, raw.raw_cipher
       from ${tables.raw} raw join ${tables.replayed} replayed using (row_no)
       join hub.kept_rows kept_row using (id)
      where raw.state = 'UNKNOWN_CODE' and kept_row.state = 'SET_ASIDE'`,
    [runId],
  );
}

/** From now on a row that is kept for its codes goes by its new id. */
async function nameUnknownAnew({ connection, tables }: MergeScope): Promise<void> {
  await connection.query(
    `update ${tables.replayed} replayed set id = raw.raw_id
       from ${tables.raw} raw join hub.kept_rows kept_row on kept_row.id = raw.raw_id
      where raw.row_no = replayed.row_no`,
  );
}

/** Unknown codes of a row matter no more when later ones have told of all it says. */
async function dropOvertaken({ connection, laterWins, source }: MergeScope): Promise<void> {
  if (!laterWins) return;
  await connection.query(
    `delete from hub.kept_rows kept_row
      where ${isOpen} and kept_row.state = 'UNKNOWN_CODE' and kept_row.keys <@ kept_row.later_keys`,
    [source.id],
  );
}

async function settleUsed(scope: MergeScope): Promise<void> {
  const { connection, laterWins, runId, source, tables } = scope;
  const winners = scope.specs.map(
    ({ kind }) => `select row_no from (${scope.uniqueRecords(kind)}) as record`,
  );
  winners.push(`select row_no from ${tables.tombstones}`);
  const replayed = (condition: string) =>
    `exists (select from ${tables.replayed} replayed where replayed.id = kept_row.id and ${condition})`;
  const isOvertaken = `replayed.came_as = 'CONTENT' and replayed.row_no not in (${winners.join(' union all ')})`;
  await settleRows(connection, runId, {
    rows: `kept_row.state = 'SET_ASIDE' and ${replayed(`not ${isKeptAs(scope, 'SET_ASIDE')}`)}`,
    as: `case when ${replayed(`replayed.came_as = 'SKIPPED'`)} then 'SKIPPED'
              ${laterWins ? `when ${replayed(isOvertaken)} then 'SUPERSEDED'` : ''}
              else 'REPLAYED' end`,
  });
  await connection.query(
    `delete from hub.kept_rows kept_row where ${isOpen} and kept_row.state = 'UNKNOWN_CODE'
        and ${replayed(`not ${isKeptAs(scope, 'UNKNOWN_CODE')}`)}`,
    [source.id],
  );
}

/** Tells the deliveries that set rows aside how many of them are settled by now. */
async function countSettled({ connection, runId }: MergeScope): Promise<void> {
  await connection.query(
    `update hub.runs run set rows_settled = rows_settled + settled.count
       from (select last_run_id, count(*) as count from hub.kept_rows where settled_run_id = $1 group by 1) settled
      where run.id = settled.last_run_id`,
    [runId],
  );
}
