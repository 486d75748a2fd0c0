import type { RecordKind } from '@kommunhub/schema';
import { referencesOf } from '../ingest/merge-scope.js';
import type { TableSpec } from '../ingest/table-spec.js';

/** A table whose records cannot be without a record of another kind. */
export interface Dependent {
  readonly spec: TableSpec;
  /** The column with the id of that record. */
  readonly column: string;
  readonly of: RecordKind;
}

/** Everything that hangs on records of a kind, nearest first; the specifications in the order of references. */
export function dependentsOf(specs: readonly TableSpec[], root: RecordKind): Dependent[] {
  const reached = new Set<RecordKind>([root]);
  const dependents: Dependent[] = [];
  for (const spec of specs) {
    const reference = referencesOf(spec).find(({ to, optional }) => !optional && reached.has(to));
    if (reference === undefined || reached.has(spec.kind)) continue;
    reached.add(spec.kind);
    dependents.push({ spec, column: reference.name, of: reference.to });
  }
  return dependents;
}
