import { randomBytes } from 'node:crypto';
import type { ClientBase } from 'pg';
import { factTables } from '../migrations/fact-table.js';
import { baseTables, ofNamnd } from './base-rows.js';
import { factKinds } from './fact-kinds.js';
import { lockFacts, noteRefresh, rolledMonths } from './keep-facts.js';
import { type NamndOfFacts, refreshFacts } from './refresh-facts.js';

/** How many rows of each table a rebuild would add and take away; tables that are right are not there. */
export type FactDifferences = Readonly<Record<string, { readonly missing: number; readonly extra: number }>>;

/**
 * Makes all facts of a nämnd anew from its records and their histories, moment
 * by moment as they became known, and its monthly cells from them. Facts of
 * claims, whose earlier states live nowhere else, are only brought up to date.
 * Runs in the transaction that {@link inNamnd} has begun.
 */
export async function rebuildFacts(connection: ClientBase, namnd: NamndOfFacts): Promise<void> {
  const { namndId } = namnd;
  await lockFacts(connection, namndId);
  for (const { table } of factKinds) {
    await connection.query(`delete from statistics.${table} where namnd_id = $1`, [namndId]);
  }
  await connection.query('delete from statistics.rollups where namnd_id = $1', [namndId]);
  await connection.query('delete from statistics.refreshes where namnd_id = $1', [namndId]);
  let [inserted, closed] = [0, 0];
  const moments = await momentsOf(connection, namnd);
  for (const moment of moments) {
    const done = await refreshFacts(connection, namnd, { at: `timestamptz '${moment}'` });
    inserted += done.inserted;
    closed += done.closed;
  }
  await connection.query('select statistics.keep_claims_of_namnd()');
  await noteRefresh(connection, namnd, { inserted, closed, touched: new Map() }, null, null);
  await connection.query(
    'update statistics.refreshes set kept_since = coalesce($2::timestamptz, kept_since) where namnd_id = $1',
    [namndId, moments[0] ?? null],
  );
}

/** The moments at which what is known of the nämnd changed, oldest first. */
async function momentsOf(connection: ClientBase, { namndId, kommunCodes }: NamndOfFacts): Promise<string[]> {
  const changes = baseTables.flatMap((table) => [
    `select known_from as at from cases.${table} where ${ofNamnd(table)}`,
    `select known_from from cases.${table}_history where ${ofNamnd(table)}`,
    `select known_to from cases.${table}_history where ${ofNamnd(table)}`,
  ]);
  const { rows } = await connection.query<{ at: string }>(
    `select at::text as at from (${changes.join(' union ')}) change order by change.at`,
    [namndId, kommunCodes],
  );
  return rows.map(({ at }) => at);
}

/**
 * Tells in what the facts of a nämnd differ from what a rebuild would make, and
 * leaves them as they are. Begins and ends a part of the transaction of its own.
 */
export async function compareFacts(connection: ClientBase, namnd: NamndOfFacts): Promise<FactDifferences> {
  await connection.query('savepoint comparing');
  try {
    await lockFacts(connection, namnd.namndId);
    const rolled = await rolledMonths(connection, namnd.namndId);
    const suffix = randomBytes(6).toString('hex');
    const tables = [...factTables, 'rollups'];
    for (const table of tables) {
      await connection.query(`create table staging.${table}_${suffix} as ${contentOf(table)}`, [
        namnd.namndId,
      ]);
    }
    await rebuildFacts(connection, namnd);
    const differences: Record<string, { missing: number; extra: number }> = {};
    for (const table of tables) {
      const before = `select content from staging.${table}_${suffix}`;
      // Months that have come since the last refresh, or gone, are in nobody's way.
      const isBetween = `month between '${rolled?.from ?? '-infinity'}' and '${rolled?.to ?? 'infinity'}'`;
      const after = table === 'rollups' ? `${contentOf(table)} and ${isBetween}` : contentOf(table);
      const { rows } = await connection.query<{ missing: number; extra: number }>(
        `select (select count(*) from (${after} except all ${before}) missing)::int as missing,
                (select count(*) from (${before} except all ${after}) extra)::int as extra`,
        [namnd.namndId],
      );
      const found = rows[0]!;
      if (found.missing + found.extra > 0) differences[table] = found;
    }
    return differences;
  } finally {
    await connection.query('rollback to savepoint comparing');
  }
}

/** SQL of what the rows of a table say, but for the number of a fact, which is new in every rebuild. */
function contentOf(table: string): string {
  return `select (to_jsonb(fact) - 'fact_id')::text as content from statistics.${table} fact where namnd_id = $1`;
}
