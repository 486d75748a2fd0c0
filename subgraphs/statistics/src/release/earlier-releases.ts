import {
  boundPeriodNames,
  type EarlierVersion,
  type PatternPlace,
  type Period,
  type PublishedCell,
  printPeriod,
  type StatisticTable,
  stickyPeriodNames,
  type TableId,
} from '@kommunhub/schema';
import type { RunSql } from '../released/index.js';

/** A release as a later one has to know it. */
export interface EarlierRelease {
  readonly id: string;
  readonly version: number;
  readonly inputHash: Buffer;
  readonly threshold: number;
}

/** The versions of the period, oldest first. */
export function versionsOf(run: RunSql, table: TableId, period: Period): Promise<readonly EarlierRelease[]> {
  return run<EarlierRelease>(
    `select id, version, input_hash as "inputHash", threshold from statistics.releases
      where table_id = $1 and period = $2 order by version`,
    [table, printPeriod(period)],
  );
}

/** What a release told: the count of every cell that is not suppressed and has one. */
export function publishedOf(run: RunSql, releaseId: string): Promise<readonly PublishedCell[]> {
  return run<PublishedCell>(
    `select node, stratum, margin, value, m1::int as units from statistics.released_cells
      where release_id = $1 and not suppressed and m1 is not null order by ordinal`,
    [releaseId],
  );
}

/** Everything that earlier versions told, with the leaves whose figures became others in the version after each. */
export async function earlierVersions(
  run: RunSql,
  versions: readonly EarlierRelease[],
  hashesNow: ReadonlyMap<string, Buffer>,
): Promise<readonly EarlierVersion[]> {
  // One after the other: they are asked on one connection.
  const told: ToldVersion[] = [];
  for (const { id } of versions) told.push(await toldBy(run, id));
  return told.map(({ tree, included, published, hashes }, index) => ({
    tree,
    published,
    included,
    changed: changedBetween(included, hashes, told[index + 1]?.hashes ?? hashesNow),
  }));
}

interface ToldVersion extends Omit<EarlierVersion, 'changed'> {
  readonly hashes: ReadonlyMap<string, Buffer>;
}

async function toldBy(run: RunSql, id: string): Promise<ToldVersion> {
  const tree = await run<EarlierVersion['tree'][number]>(
    'select code, parent, level from statistics.release_nodes where release_id = $1 order by ordinal',
    [id],
  );
  const rows = await run<{ readonly code: string }>(
    `select kommun_code as code from statistics.release_coverage
      where release_id = $1 and is_included order by kommun_code`,
    [id],
  );
  const included = rows.map(({ code }) => code);
  return { tree, included, published: await publishedOf(run, id), hashes: await hashesOf(run, id) };
}

/** By leaf that was in the release, the hash of its exact figures. */
export async function hashesOf(run: RunSql, releaseId: string): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await run<{ readonly code: string; readonly hash: Buffer }>(
    'select kommun_code as code, figures_hash as hash from statistics.release_leaves where release_id = $1',
    [releaseId],
  );
  return new Map(rows.map(({ code, hash }) => [code, hash]));
}

function changedBetween(
  included: readonly string[],
  before: ReadonlyMap<string, Buffer>,
  after: ReadonlyMap<string, Buffer>,
): readonly string[] {
  const text = (hashes: ReadonlyMap<string, Buffer>, code: string) => hashes.get(code)?.toString('hex') ?? '';
  return included.filter((code) => text(before, code) !== text(after, code));
}

/**
 * What the latest versions of the periods that bind this one suppressed: it
 * stays so. They are the earlier ones, and for a period that is released for
 * the first time the later ones that are released already.
 */
export function suppressedElsewhere(
  run: RunSql,
  { id, timing }: StatisticTable,
  period: Period,
  isFirst: boolean,
): Promise<readonly PatternPlace[]> {
  const later = isFirst ? boundPeriodNames(timing, period) : [];
  return run<PatternPlace>(
    `select distinct cell.stratum, cell.margin, cell.node
       from (select distinct on (period) id from statistics.releases
              where table_id = $1 and period = any ($2) order by period, version desc) latest
       join statistics.released_cells cell on cell.release_id = latest.id and cell.suppressed
      order by 1, 2, 3`,
    [id, [...stickyPeriodNames(timing, period), ...later]],
  );
}

/** What a version said of a cell: its count, and its other figures as numbers. */
export interface ToldFigures {
  readonly units: number;
  readonly others: readonly (number | null)[];
}

/** By version and cell, what was told. */
export async function figuresTold(
  run: RunSql,
  versions: readonly EarlierRelease[],
): Promise<readonly ReadonlyMap<string, ToldFigures>[]> {
  const all: ReadonlyMap<string, ToldFigures>[] = [];
  for (const { id } of versions) {
    const cells = await run<Omit<PublishedCell, 'units'> & ToldFigures>(
      `select node, stratum, margin, value, m1::int as units, array[m2, m3, m4]::float8[] as others
         from statistics.released_cells where release_id = $1 and not suppressed and m1 is not null`,
      [id],
    );
    all.push(new Map(cells.map((cell) => [cellKey(cell), cell])));
  }
  return all;
}

export const cellKey = ({ node, stratum, margin, value }: Omit<PublishedCell, 'units'>) =>
  `${node}|${stratum}|${margin}|${value}`;
