import type { RecordKind } from '@kommunhub/schema';
import type { MergeScope } from './merge-scope.js';
import { literal } from './sql-literal.js';

/**
 * Keeps a replay from putting an old version over a newer one.
 *
 * A record is overtaken when the source has told of it since its row was kept,
 * or may have: when only the mended mapping can tell what the row is about and
 * something is stored of it. From a delta, what is overtaken is left out. In a
 * complete delivery both rows stood side by side, so a row that says otherwise
 * contradicts and stays where it is.
 */
export async function settleOvertaken(scope: MergeScope): Promise<void> {
  if (!scope.isReplay) return;
  for (const { kind } of scope.specs) {
    if (scope.laterWins) await leaveOut(scope, kind);
    else await setAsideContradicting(scope, kind);
  }
}

async function leaveOut(scope: MergeScope, kind: RecordKind): Promise<void> {
  const { connection, tables } = scope;
  await connection.query(
    `delete from ${tables.records(kind)} staged where ${isOvertaken(scope, kind)} and not ${isStoredAlike(scope, kind)}`,
  );
  if (!scope.tombstoned.has(kind)) return;
  await connection.query(
    `delete from ${tables.tombstones} staged where staged.kind = '${kind}' and ${isOvertaken(scope, kind)}`,
  );
}

async function setAsideContradicting(scope: MergeScope, kind: RecordKind): Promise<void> {
  const staged = scope.tables.records(kind);
  const result = await scope.connection.query(
    `insert into ${scope.tables.dead} (row_no, reason, kind)
     select distinct staged.row_no, 'DUPLICATE_CONFLICT', '${kind}' from ${staged} staged
      where ${isOvertaken(scope, kind)} and not (${isStoredAlike(scope, kind)} or ${isToldAlike(scope, kind)})
        and ${scope.lives('staged')}`,
  );
  scope.deadRows += result.rowCount ?? 0;
}

function isOvertaken(scope: MergeScope, kind: RecordKind): string {
  return `exists (select from ${scope.tables.replayed} replayed join hub.kept_rows kept_row using (id)
    where replayed.row_no = staged.row_no
      and ('${kind} ' || staged.key = any (kept_row.later_keys)
           or ('${kind} ' || staged.key <> all (kept_row.keys) and ${isStored(scope, kind)})))`;
}

function isStored(scope: MergeScope, kind: RecordKind): string {
  return storedIn(scope, kind, 'true');
}

function isStoredAlike(scope: MergeScope, kind: RecordKind): string {
  return storedIn(scope, kind, 'stored.content_hash = staged.content_hash');
}

/**
 * Whether a row that was merged, and is only kept for its codes, now says the
 * same of the record: what is stored of it is on its way to be that.
 */
function isToldAlike({ tables }: MergeScope, kind: RecordKind): string {
  return `exists (select from ${tables.records(kind)} told
      join ${tables.replayed} teller on teller.row_no = told.row_no
      join hub.kept_rows kept_row on kept_row.id = teller.id and kept_row.state = 'UNKNOWN_CODE'
    where told.key = staged.key and told.kommun_code = staged.kommun_code
      and told.content_hash = staged.content_hash
      and '${kind} ' || told.key = any (kept_row.keys)
      and '${kind} ' || told.key <> all (kept_row.later_keys))`;
}

/** One look-up by the key of the table for each kommun that the record may be stored under. */
function storedIn(scope: MergeScope, kind: RecordKind, condition: string): string {
  const { table } = scope.spec(kind)!;
  const lookups = scope.kommunCodes.map(
    (code) => `exists (select from ${table} stored where stored.kommun_code = ${literal(code)}
      and stored.id = (${literal(`${code}-`)} || staged.key) collate "default" and ${condition})`,
  );
  return `(${lookups.join(' or ')})`;
}
