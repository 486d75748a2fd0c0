import type { RunCounts, RunOutcome } from '@kommunhub/schema';
import type { MergedRun } from './after-merge.js';
import { findDuplicatedKinds, setAsideConflicts } from './conflicts.js';
import { leaveOutGallrade } from './gallrade.js';
import { noteKeptRecords } from './kept-records.js';
import { foreseeKind, type MergeCounts, mergeKind } from './merge.js';
import { MergeScope } from './merge-scope.js';
import { followMoved, noteMoved } from './moves.js';
import { settleOvertaken } from './overtaken.js';
import { setAsideMissingReferences } from './references.js';
import {
  countWithheld,
  foreseeRemovals,
  isAccepted,
  isSuspicious,
  type Removal,
  removeGone,
} from './removal.js';
import { countRepeatingRows, stageFallenRows } from './row-fates.js';
import { storeOutcome } from './run-row.js';
import { settleDelivery } from './settle-delivery.js';
import { settleReplay } from './settle-replay.js';
import type { DeliveredRows, SourceRunParts } from './source-run.js';
import { setAsideReferencedTombstones } from './tombstones.js';
import type { UnmappedCodes } from './unmapped-codes.js';

interface Delivery extends SourceRunParts {
  readonly delivered: DeliveredRows;
  readonly unmapped: UnmappedCodes;
  readonly asOf: Date | null;
}

/**
 * Makes a staged delivery the state of its source, in one transaction: either
 * all of it, or a held run with what it would have done, or nothing.
 */
export async function mergeDelivery(delivery: Delivery): Promise<RunOutcome> {
  const { connection } = delivery;
  await connection.query('begin');
  try {
    const outcome = await merge(delivery);
    await connection.query('commit');
    return outcome;
  } catch (error) {
    // A lost connection has rolled back by itself.
    await connection.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function merge(delivery: Delivery): Promise<RunOutcome> {
  const scope = await openScope(delivery);
  await leaveOutGallrade(scope, delivery.delivered);
  scope.duplicated = await findDuplicatedKinds(scope);
  await settleOvertaken(scope);
  await setAsideConflicts(scope);
  await setAsideUnfit(scope);
  await noteKeptRecords(scope);
  const moved = await noteMoved(scope);
  const removals = await foreseeRemovals(scope, moved);
  const removalsWithheld = await countWithheld(scope);
  const isHeld = isSuspicious(removals) && !isAccepted(removals, delivery.acceptedRemovals);
  if (!isHeld) {
    await removeGone(scope, removals);
    await followMoved(scope, moved);
  }
  const merged: MergeCounts[] = [];
  for (const spec of scope.specs) merged.push(await (isHeld ? foreseeKind : mergeKind)(scope, spec));
  const outcome: RunOutcome = {
    runId: scope.runId,
    state: isHeld ? 'HELD' : 'DONE',
    counts: await countRun(scope, delivery.delivered, merged, removals),
    removedByKind: Object.fromEntries(
      removals.filter(({ gone }) => gone > 0).map(({ kind, gone }) => [kind, gone]),
    ),
    removalsWithheld,
  };
  assertEquations(outcome.counts);
  await storeOutcome(scope.connection, outcome, delivery.asOf);
  if (isHeld) return outcome;
  await settle(scope, delivery);
  await delivery.afterMerge(mergedRun(scope, outcome));
  return outcome;
}

function mergedRun(
  { connection, source, kommunCodes }: MergeScope,
  { runId, counts }: RunOutcome,
): MergedRun {
  const { inserted, updated, removed } = counts;
  const hasChanged = inserted + updated + removed > 0;
  return { connection, runId, namndId: source.namnd.id, kommunCodes, hasChanged };
}

/** Sets aside rows that cannot stand without leaving a reference to nothing. */
async function setAsideUnfit(scope: MergeScope): Promise<void> {
  do {
    await setAsideMissingReferences(scope);
  } while (await setAsideReferencedTombstones(scope));
}

/** What a run that has been merged means for its rows and for the source; one that is held means nothing yet. */
async function settle(scope: MergeScope, { keys, unmapped, asOf }: Delivery): Promise<void> {
  await stageFallenRows(scope, keys);
  await unmapped.store(scope, keys);
  if (scope.isReplay) return settleReplay(scope);
  await settleDelivery(scope);
  await moveAsOf(scope, asOf);
}

async function openScope(delivery: Delivery): Promise<MergeScope> {
  const { connection, source, runId, tables, specs, delivered } = delivery;
  const { rows } = await connection.query<{ kommun_code: string }>(
    // The login cannot ANALYZE the model, and row rules look very selective to the planner: without the
    // second setting it joins by nested loops, which takes hours where a hash join takes a second.
    `select kommun_code, set_config('hub.ingest_namnd', $1, true), set_config('enable_nestloop', 'off', true),
            set_config('work_mem', '64MB', true)
       from hub.namnd_kommuner where namnd_id = $1`,
    [source.namnd.id],
  );
  const kommunCodes = rows.map((row) => row.kommun_code);
  const { setAside, tombstoned } = delivered;
  const isReplay = delivery.replay !== null;
  return new MergeScope(
    connection,
    ...([source, runId, tables, specs, kommunCodes, setAside, tombstoned, isReplay] as const),
  );
}

async function countRun(
  scope: MergeScope,
  delivered: DeliveredRows,
  merged: readonly MergeCounts[],
  removals: readonly Removal[],
): Promise<RunCounts> {
  const repeating = await countRepeatingRows(scope, delivered.usedWithContent);
  const skipped = { ...delivered.skipped };
  if (repeating > 0) skipped.DUPLICATE = (skipped.DUPLICATE ?? 0) + repeating;
  const sum = (field: keyof MergeCounts) => merged.reduce((total, counts) => total + counts[field], 0);
  return {
    rowsRead: delivered.read,
    rowsUsed: delivered.used - scope.deadRows - repeating,
    rowsQuarantined: delivered.quarantined + scope.deadRows,
    rowsSkipped: Object.values(skipped).reduce((total, count) => total + count, 0),
    skipped,
    records: sum('records'),
    inserted: sum('inserted'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    removed: removals.reduce((total, removal) => total + removal.gone, 0),
  };
}

function assertEquations(counts: RunCounts): void {
  const rows = counts.rowsUsed + counts.rowsQuarantined + counts.rowsSkipped;
  const records = counts.inserted + counts.updated + counts.unchanged;
  if (rows !== counts.rowsRead || records !== counts.records) {
    throw new Error(`The counts of the run do not add up: ${JSON.stringify(counts)}`);
  }
}

async function moveAsOf(scope: MergeScope, asOf: Date | null): Promise<void> {
  await scope.connection.query(
    `update hub.sources set as_of = coalesce($2, (select started_at from hub.runs where id = $3)) where id = $1`,
    [scope.source.id, asOf, scope.runId],
  );
}
