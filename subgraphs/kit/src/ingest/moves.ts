import type { RecordKind } from '@kommunhub/schema';
import { keyOfStored, ofSource } from './kept-records.js';
import { modelColumns } from './merge.js';
import { type MergeScope, type ReferenceSpec, referencesOf } from './merge-scope.js';
import type { TableSpec } from './table-spec.js';

/**
 * Notes stored records that come with another kommun of the nämnd, and so with
 * another id, in a delivery that is not all of their kind. Without it, they
 * would stand there twice.
 */
export async function noteMoved(scope: MergeScope): Promise<ReadonlyMap<RecordKind, number>> {
  const moved = new Map<RecordKind, number>();
  if (scope.kommunCodes.length < 2) return moved;
  for (const spec of scope.specs.filter(({ kind }) => !scope.isComplete(kind))) {
    const result = await scope.connection.query(
      `insert into ${scope.tables.moved} (kind, old_id, new_id)
       select '${spec.kind}', stored.id, staged.kommun_code || '-' || staged.key
         from ${spec.table} stored join (${scope.uniqueRecords(spec.kind)}) staged on staged.key = ${keyOfStored}
        where ${ofSource} and stored.kommun_code <> staged.kommun_code`,
      [scope.kommunCodes, scope.source.id],
    );
    if ((result.rowCount ?? 0) > 0) moved.set(spec.kind, result.rowCount!);
  }
  return moved;
}

/** SQL condition that a `stored` record has got another id. */
export function hasMoved(scope: MergeScope, kind: RecordKind): string {
  return `exists (select from ${scope.tables.moved} moved where moved.kind = '${kind}' and moved.old_id = stored.id)`;
}

/** Lets stored records that the run does not deliver follow what they refer to to its new id. */
export async function followMoved(scope: MergeScope, moved: ReadonlyMap<RecordKind, number>): Promise<void> {
  for (const spec of scope.specs) {
    for (const reference of referencesOf(spec).filter(({ to }) => moved.has(to))) {
      await follow(scope, spec, reference);
    }
  }
}

async function follow(scope: MergeScope, spec: TableSpec, { name, to }: ReferenceSpec): Promise<void> {
  const columns = modelColumns(spec);
  // Two references of one record that move at once leave one former state.
  await scope.connection.query(
    `with following as materialized (
       select stored.kommun_code, stored.id, moved.new_id
         from ${spec.table} stored join ${scope.tables.moved} moved on moved.kind = '${to}' and moved.old_id = stored.${name}
        where stored.kommun_code = any ($1) and not ${scope.isDelivered(spec.kind)}
     ), kept as (
       insert into ${spec.table}_history (${columns.join(', ')}, known_to)
       select ${columns.map((column) => `former.${column}`).join(', ')}, now()
         from ${spec.table} former join following using (kommun_code, id) where former.known_from < now()
     )
     update ${spec.table} stored set ${name} = following.new_id, known_from = now(), run_id = '${scope.runId}'
       from following where stored.kommun_code = following.kommun_code and stored.id = following.id`,
    [scope.kommunCodes],
  );
}
