import type { MergedRun } from '@kommunhub/subgraph-kit';
import type { ClientBase } from 'pg';
import { type RolledMonths, refreshRollups } from '../rollups/refresh-rollups.js';
import { countedAs, derivedAs } from './fact-shapes.js';
import { type NamndOfFacts, type RefreshedFacts, refreshFacts } from './refresh-facts.js';

/**
 * Keeps facts and monthly cells with the records, in the run's own transaction.
 * A run that changed nothing costs one look-up.
 */
export async function keepFactsAfterMerge(run: MergedRun): Promise<void> {
  const { connection, namndId } = run;
  if (!run.hasChanged && (await rolledMonths(connection, namndId)) !== null) return;
  await lockFacts(connection, namndId);
  const rolled = await rolledMonths(connection, namndId);
  const facts = await refreshFacts(connection, run);
  await noteRefresh(connection, run, facts, rolled, run.runId);
}

/** Two sources of a nämnd may merge at once: the later waits, and then sees what the earlier brought. */
export async function lockFacts(connection: ClientBase, namndId: string): Promise<void> {
  await connection.query(`select pg_advisory_xact_lock(hashtextextended('kommunhub facts ' || $1, 0))`, [
    namndId,
  ]);
}

/** The months of the nämnd's cells; null while there are none, or they were counted in another way. */
export async function rolledMonths(connection: ClientBase, namndId: string): Promise<RolledMonths | null> {
  const { rows } = await connection.query<RolledMonths>(
    `select rolled_from::text as from, rolled_to::text as to from statistics.refreshes
      where namnd_id = $1 and counted_as = $2`,
    [namndId, countedAs],
  );
  return rows[0] ?? null;
}

/** Counts the months anew that the facts touch and notes what was done. */
export async function noteRefresh(
  connection: ClientBase,
  namnd: NamndOfFacts,
  { inserted, closed, touched }: RefreshedFacts,
  rolled: RolledMonths | null,
  runId: string | null,
): Promise<void> {
  const { from, to } = await refreshRollups(connection, namnd, touched, rolled);
  await connection.query(
    `insert into statistics.refreshes as known
            (namnd_id, run_id, refreshed_at, inserted, closed, kept_since, rolled_from, rolled_to, derived_as, counted_as)
     values ($1, $2, now(), $3, $4, now(), $5, $6, $7, $8)
     on conflict (namnd_id) do update
        set run_id = $2, refreshed_at = greatest(known.refreshed_at, now()), inserted = $3, closed = $4,
            rolled_from = $5, rolled_to = $6, derived_as = $7, counted_as = $8`,
    [namnd.namndId, runId, inserted, closed, from, to, derivedAs, countedAs],
  );
}

/** Brings facts that were derived in another way to what they are now, and counts all kept months of them. */
export async function deriveAnew(connection: ClientBase, namnd: NamndOfFacts): Promise<void> {
  await refreshFacts(connection, namnd);
  await recountMonths(connection, namnd);
}

/** Counts all kept months anew from facts that are right. */
export async function recountMonths(connection: ClientBase, namnd: NamndOfFacts): Promise<void> {
  const { from, to } = await refreshRollups(connection, namnd, new Map(), null);
  await connection.query(
    `update statistics.refreshes set rolled_from = $2, rolled_to = $3, derived_as = $4, counted_as = $5,
            refreshed_at = greatest(refreshed_at, now()) where namnd_id = $1`,
    [namnd.namndId, from, to, derivedAs, countedAs],
  );
}
