import type { RecordKind } from '@kommunhub/schema';
import { type MergeScope, type ReferenceSpec, referencesOf } from './merge-scope.js';
import { literal } from './sql-literal.js';

/**
 * Sets aside rows with a record whose required reference leads nowhere.
 *
 * A row goes whole, and with it records that others refer to, so the kinds are
 * gone through until nothing more falls.
 */
export async function setAsideMissingReferences(scope: MergeScope): Promise<void> {
  for (let fallen = -1; fallen !== scope.deadRows; ) {
    fallen = scope.deadRows;
    for (const spec of scope.specs) {
      for (const reference of referencesOf(spec)) {
        if (!reference.optional) await setAsideMissing(scope, spec.kind, reference);
      }
    }
  }
}

async function setAsideMissing(scope: MergeScope, kind: RecordKind, reference: ReferenceSpec): Promise<void> {
  const isNotDelivered = `not exists (select from ${scope.tables.records(reference.to)} target
    where target.key = staged.${reference.name} and ${scope.lives('target')})`;
  const stored = storedTarget(scope, reference);
  const isMissing = stored === null ? isNotDelivered : `${isNotDelivered} and ${stored} is null`;
  const result = await scope.connection.query(
    `insert into ${scope.tables.dead} (row_no, reason, kind)
     select distinct staged.row_no, 'REFERENCE_MISSING', '${reference.to}'
       from ${scope.tables.records(kind)} staged
      where ${scope.lives('staged')} and ${isMissing}`,
  );
  scope.deadRows += result.rowCount ?? 0;
}

/** How a statement over `staged` records turns one of their references into the target's id. */
export interface ReferenceSql {
  /** To stand after `from … staged`; empty when no join is needed. */
  readonly join: string;
  /** The target's id, null where the target is missing. */
  readonly id: string;
}

/**
 * The target is looked for in the delivery and then among the stored records
 * that stay: all where the delivery does not hold all of the kind, else those
 * whose row came and was set aside.
 */
export function referenceSql(scope: MergeScope, reference: ReferenceSpec): ReferenceSql {
  const { kommunCodes } = scope.source;
  // A required target is known to be there, and with a single kommun so is its id.
  const isDelivered = scope.isComplete(reference.to) && scope.aside(reference.to) === null;
  if (!reference.optional && kommunCodes.length === 1 && isDelivered) {
    return { join: '', id: `${literal(`${kommunCodes[0]}-`)} || staged.${reference.name}` };
  }
  const alias = `target_of_${reference.name}`;
  const join = `left join (${scope.uniqueRecords(reference.to)}) ${alias}
    on ${alias}.key = staged.${reference.name}`;
  const delivered = `${alias}.kommun_code || '-' || ${alias}.key`;
  const stored = storedTarget(scope, reference);
  return { join, id: stored === null ? delivered : `coalesce(${delivered}, ${stored})` };
}

/** SQL of the target's id in the model, one look-up per kommun it may be of; null when the delivery decides. */
function storedTarget(scope: MergeScope, reference: ReferenceSpec): string | null {
  const spec = scope.spec(reference.to);
  const aside = scope.aside(reference.to);
  const isComplete = scope.isComplete(reference.to);
  if (spec === undefined || (isComplete && aside === null)) return null;
  // Staged keys have a collation of their own, with which the index of the ids would not serve.
  const lookups = scope.kommunCodes.map(
    (code) => `(select stored.id from ${spec.table} stored where stored.kommun_code = ${literal(code)}
      and stored.id = (${literal(`${code}-`)} || staged.${reference.name}) collate "default")`,
  );
  const stored = `coalesce(${lookups.join(', ')})`;
  return isComplete ? `case when staged.${reference.name} in (${aside}) then ${stored} end` : stored;
}
