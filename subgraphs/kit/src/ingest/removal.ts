import type { CountsByKind, RecordKind } from '@kommunhub/schema';
import { keyOfStored, ofSource } from './kept-records.js';
import { modelColumns } from './merge.js';
import type { MergeScope } from './merge-scope.js';
import { hasMoved } from './moves.js';
import { isBuried } from './tombstones.js';

/** More than this share and at least this many rows gone: a person must say that it is right. */
const HELD_SHARE = 0.2;
const HELD_ROWS = 10;

/** How many stored rows of a kind the run removes. */
export interface Removal {
  readonly kind: RecordKind;
  readonly stored: number;
  readonly gone: number;
  /** True when they are missing in a delivery that should hold them all, and so may be gone by mistake. */
  readonly isMissing: boolean;
}

/**
 * Counts, kind by kind, what the run would remove: what a delivery that holds
 * all of a kind lacks, what is said to be deleted, and the former place of
 * what has moved.
 */
export async function foreseeRemovals(
  scope: MergeScope,
  moved: ReadonlyMap<RecordKind, number>,
): Promise<Removal[]> {
  const removals: Removal[] = [];
  const loses = ({ kind }: { kind: RecordKind }) =>
    scope.isComplete(kind) || scope.tombstoned.has(kind) || moved.has(kind);
  for (const spec of scope.specs.filter(loses)) {
    const { rows } = await scope.connection.query<{ stored: number; gone: number }>(
      // In a WHERE of its own, NOT EXISTS becomes a hash anti-join; as a FILTER it would be asked row by row.
      `select (select count(*) from ${spec.table} stored where ${ofSource}) as stored,
              (select count(*) from ${spec.table} stored
                where ${ofSource} and ${isGone(scope, spec.kind)}) as gone`,
      [scope.kommunCodes, scope.source.id],
    );
    removals.push({ kind: spec.kind, ...rows[0]!, isMissing: scope.isComplete(spec.kind) });
  }
  return removals;
}

/** Counts what stays only because rows of the kind cannot be told apart from it. */
export async function countWithheld(scope: MergeScope): Promise<CountsByKind> {
  const withheld: [RecordKind, number][] = [];
  for (const { kind, table } of scope.specs.filter((spec) => scope.isWithheld(spec.kind))) {
    const aside = scope.aside(kind);
    const cameAside = aside === null ? 'false' : `${keyOfStored} in (${aside})`;
    const { rows } = await scope.connection.query<{ count: number }>(
      `select count(*) from ${table} stored
        where ${ofSource} and not ${scope.isDelivered(kind)} and not ${cameAside}`,
      [scope.kommunCodes, scope.source.id],
    );
    if (rows[0]!.count > 0) withheld.push([kind, rows[0]!.count]);
  }
  return Object.fromEntries(withheld);
}

/** Whether so much would go, of the source or of one kind, that the delivery is rather broken. */
export function isSuspicious(removals: readonly Removal[]): boolean {
  const missing = removals.filter(({ isMissing }) => isMissing);
  const stored = missing.reduce((sum, removal) => sum + removal.stored, 0);
  const gone = missing.reduce((sum, removal) => sum + removal.gone, 0);
  return [...missing, { stored, gone }].some(
    (removal) => removal.gone >= HELD_ROWS && removal.gone > removal.stored * HELD_SHARE,
  );
}

/** Whether a person has said that as much may go, kind by kind. */
export function isAccepted(removals: readonly Removal[], accepted: CountsByKind | null): boolean {
  return (
    accepted !== null &&
    removals.every(({ kind, gone, isMissing }) => !isMissing || gone <= (accepted[kind] ?? 0))
  );
}

/** Removes what is gone; its last state goes to the history in the same statement. */
export async function removeGone(scope: MergeScope, removals: readonly Removal[]): Promise<void> {
  for (const { kind, gone } of removals) {
    const spec = scope.spec(kind);
    if (gone === 0 || spec === undefined) continue;
    const columns = modelColumns(spec).join(', ');
    await scope.connection.query(
      `with gone as (
         delete from ${spec.table} stored where ${ofSource} and ${isGone(scope, kind)} returning *
       )
       insert into ${spec.table}_history (${columns}, known_to) select ${columns}, now() from gone`,
      [scope.kommunCodes, scope.source.id],
    );
  }
}

function isGone(scope: MergeScope, kind: RecordKind): string {
  if (!scope.isComplete(kind)) return `(${isBuried(scope, kind)} or ${hasMoved(scope, kind)})`;
  const isMissing = `not ${scope.isDelivered(kind)}`;
  return scope.kept.has(kind) ? `${isMissing} and not ${scope.isKept(kind)}` : isMissing;
}
