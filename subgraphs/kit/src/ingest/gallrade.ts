import { recordKinds } from '@kommunhub/schema';
import { dependentsOf } from '../lifecycle/dependents.js';
import type { MergeScope } from './merge-scope.js';
import type { DeliveredRows } from './source-run.js';
import { literal } from './sql-literal.js';

/** SQL of what a tombstone holds of an opaque key. */
export const keyHashOf = (key: string): string => `sha256(convert_to(${key}, 'UTF8'))`;

/**
 * Leaves out the rows of which every record has been gallrat, so that a
 * delivery does not bring back what the law has taken away; they are counted
 * as skipped.
 *
 * A record that something new hangs on is let in again with all it hangs on: a
 * person who comes back is not shut out, and what is known anew must not lead
 * to nothing.
 */
export async function leaveOutGallrade(scope: MergeScope, delivered: DeliveredRows): Promise<void> {
  const namndId = literal(scope.source.namnd.id);
  const { rows } = await scope.connection.query(
    `select from hub.gallrade where namnd_id = ${namndId} limit 1`,
  );
  if (rows.length === 0) return;
  const kinds = ['person', ...dependentsOf(scope.specs, 'person').map(({ spec }) => spec.kind)] as const;
  const table = scope.tables.kept.replace(/_kept$/, '_gallrade');
  await scope.connection.query(
    `create unlogged table ${table} (kind text, key text collate "C", primary key (kind, key))`,
  );
  for (const kind of recordKinds.filter((one) => kinds.includes(one)).reverse()) {
    const anew = dependentsOf(scope.specs, 'person')
      .filter(({ of }) => of === kind)
      .map(
        ({ spec, column }) => `not exists (select from ${scope.tables.records(spec.kind)} anew
          where anew.${column} = staged.key and not exists (
            select from ${table} gone where gone.kind = '${spec.kind}' and gone.key = anew.key))`,
      );
    const isKnown = `exists (select from hub.gallrade where namnd_id = ${namndId} and kind = '${kind}'
      and key_hash = ${keyHashOf('staged.key')})`;
    await scope.connection.query(
      `insert into ${table} select distinct '${kind}', staged.key from ${scope.tables.records(kind)} staged
        where ${[isKnown, ...anew].join(' and ')}`,
    );
  }
  const isGone = (kind: string) =>
    `exists (select from ${table} gone where gone.kind = '${kind}' and gone.key = staged.key)`;
  const records = kinds.map(
    (kind) => `select row_no, ${isGone(kind)} as is_gone from ${scope.tables.records(kind)} staged`,
  );
  const { rows: gone } = await scope.connection.query<{ row_no: number }>(
    `select row_no from (${records.join(' union all ')}) as record group by row_no having bool_and(is_gone)`,
  );
  const rowNumbers = gone.map(({ row_no }) => row_no);
  for (const staged of [...scope.specs.map(({ kind }) => scope.tables.records(kind)), scope.tables.raw]) {
    await scope.connection.query(`delete from ${staged} where row_no = any ($1)`, [rowNumbers]);
  }
  if (rowNumbers.length === 0) return;
  delivered.used -= rowNumbers.length;
  delivered.usedWithContent -= rowNumbers.length;
  delivered.skipped.GALLRAD = (delivered.skipped.GALLRAD ?? 0) + rowNumbers.length;
}
