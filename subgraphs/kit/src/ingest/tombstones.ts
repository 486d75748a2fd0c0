import type { RecordKind } from '@kommunhub/schema';
import { keyOfStored } from './kept-records.js';
import { type MergeScope, type ReferenceSpec, referencesOf } from './merge-scope.js';
import { literal } from './sql-literal.js';
import type { TableSpec } from './table-spec.js';

/**
 * Sets aside rows that delete a record to which another refers that comes or
 * stays: nothing is ever left to refer to what is gone.
 *
 * A row goes whole, and with it other tombstones of it, so the kinds are gone
 * through until nothing more falls. @returns whether any row fell.
 */
export async function setAsideReferencedTombstones(scope: MergeScope): Promise<boolean> {
  const before = scope.deadRows;
  for (let fallen = -1; fallen !== scope.deadRows; ) {
    fallen = scope.deadRows;
    for (const spec of scope.specs) {
      for (const reference of referencesOf(spec)) {
        if (scope.tombstoned.has(reference.to)) await setAsideReferenced(scope, spec, reference);
      }
    }
  }
  return scope.deadRows > before;
}

async function setAsideReferenced(
  scope: MergeScope,
  spec: TableSpec,
  reference: ReferenceSpec,
): Promise<void> {
  const { to, name } = reference;
  const result = await scope.connection.query(
    `with target as (
       select tombstone.row_no, tombstone.key from ${scope.tables.tombstones} tombstone where ${scope.buries(to)}
     ), incoming as (
       select staged.${name} as key from (${scope.uniqueRecords(spec.kind)}) staged where staged.${name} is not null
     ), staying as (
       select stored.${name} as id from ${spec.table} stored
        where stored.kommun_code = any ($1) and stored.${name} is not null
          and not ${scope.isDelivered(spec.kind)} and not ${isBuried(scope, spec.kind)}
          and substr(stored.${name}, strpos(stored.${name}, '-') + 1) in (select key from target)
     )
     insert into ${scope.tables.dead} (row_no, reason, kind)
     select distinct target.row_no, 'STILL_REFERENCED', '${to}' from target
      where target.key in (select key from incoming)
         or target.key in (select substr(id, strpos(id, '-') + 1) from staying)`,
    [scope.kommunCodes],
  );
  scope.deadRows += result.rowCount ?? 0;
}

/** SQL condition that the run says of a `stored` record of its source that it is deleted, last of all. */
export function isBuried(scope: MergeScope, kind: RecordKind): string {
  if (!scope.tombstoned.has(kind)) return 'false';
  return `(stored.source_id = ${literal(scope.source.id)} and exists (select from ${scope.tables.tombstones} tombstone
    where tombstone.key = ${keyOfStored} and ${scope.buries(kind)}))`;
}
