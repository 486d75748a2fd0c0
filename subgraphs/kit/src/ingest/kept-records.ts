import type { RecordKind } from '@kommunhub/schema';
import { type MergeScope, referencesOf } from './merge-scope.js';
import type { TableSpec } from './table-spec.js';

/** Condition on a `stored` record that it is the source's; takes the kommuner as $1 and the source as $2. */
export const ofSource = 'stored.kommun_code = any ($1) and stored.source_id = $2';

/** SQL of the opaque key of a `stored` record, its id after the kommun code. */
export const keyOfStored = 'substr(stored.id, length(stored.kommun_code) + 2)';

/**
 * Notes the stored records that a complete delivery leaves as they are
 * although it does not deliver them: those whose row came and was set aside,
 * and whatever a record that stays refers to.
 */
export async function noteKeptRecords(scope: MergeScope): Promise<void> {
  if (scope.source.delivery !== 'complete') return;
  const kept = new Set<RecordKind>();
  for (const spec of scope.specs) {
    if (await noteSetAside(scope, spec)) kept.add(spec.kind);
  }
  // Kinds refer to kinds before them only, so one pass from the last to the first reaches everything.
  for (const spec of [...scope.specs].reverse()) {
    if (scope.isComplete(spec.kind) && !kept.has(spec.kind)) continue;
    for (const { to } of await noteTargets(scope, spec)) kept.add(to);
  }
  scope.kept = kept;
}

async function noteSetAside(scope: MergeScope, spec: TableSpec): Promise<boolean> {
  const aside = scope.aside(spec.kind);
  if (aside === null || !scope.isComplete(spec.kind)) return false;
  // Delivered with another kommun, the record has moved: a good row has taken its place.
  const result = await scope.connection.query(
    `insert into ${scope.tables.kept} (kind, id)
     select '${spec.kind}', stored.id from ${spec.table} stored
      where ${ofSource} and ${keyOfStored} in (${aside})
        and not exists (select from ${scope.tables.records(spec.kind)} staged
                         where staged.key = ${keyOfStored} and ${scope.lives('staged')})`,
    [scope.kommunCodes, scope.source.id],
  );
  return (result.rowCount ?? 0) > 0;
}

/** Keeps what those records of a kind refer to that stay without being delivered. */
async function noteTargets(scope: MergeScope, spec: TableSpec): Promise<{ to: RecordKind }[]> {
  const references = referencesOf(spec).filter(({ to }) => scope.isComplete(to));
  if (references.length === 0) return [];
  const targets = references.map(({ to, name }) => `('${to}', stored.${name})`).join(', ');
  // What is delivered is about to say anew what it refers to.
  const isMissing = `not ${scope.isDelivered(spec.kind)}`;
  const stays = scope.isComplete(spec.kind) ? `${isMissing} and ${scope.isKept(spec.kind)}` : isMissing;
  const { rows } = await scope.connection.query<{ to: RecordKind }>(
    `with target as (
       insert into ${scope.tables.kept} (kind, id)
       select distinct target.kind, target.id
         from ${spec.table} stored cross join lateral (values ${targets}) target (kind, id)
        where ${ofSource} and target.id is not null and ${stays}
       returning kind
     )
     select distinct kind as "to" from target`,
    [scope.kommunCodes, scope.source.id],
  );
  return rows;
}
