import { Client } from 'pg';
import { type GeoNode, recordKinds, statisticTableById, type TableId } from '../../schema/src/index.js';
import { columnParsers } from '../../subgraphs/kit/src/index.js';
import {
  type HubKnowledge,
  ReleaseBuilder,
  type ReleaseReport,
  type SourceStanding,
} from '../../subgraphs/statistics/src/index.js';
import type { TestDatabase } from '../support/test-database.js';
import type { NationNamnd } from './nation-namnder.js';
import type { RegionCount } from './region-sources.js';

/** A figure of a release, with where it stands in the tree of places. */
export interface StoredFigure {
  readonly node: string;
  readonly level: string;
  readonly stratum: string;
  readonly margin: string;
  readonly value: string;
  /** Null where it is suppressed. */
  readonly units: number | null;
  readonly isSuppressed: boolean;
}

/** A source that has delivered all it should, lately. */
export function standing(namndId: string, kommunCodes: readonly string[]): SourceStanding {
  return { namndId, kommunCodes, kinds: recordKinds, state: 'OK', asOf: '2026-10-14T22:00:00.000Z' };
}

/** What the hub knows of the nation: every nämnd has delivered, nobody works for another. */
export function knowledgeOf(namnder: readonly NationNamnd[], regions: readonly RegionCount[]): HubKnowledge {
  return {
    sources: [
      ...namnder.map(({ id, kommunCodes }) => standing(id, kommunCodes)),
      ...regions.map(({ code }) => standing(`${code}-REGION`, [code])),
    ],
    sharedNamnder: namnder.map(({ kommunCodes }) => kommunCodes).filter(({ length }) => length > 1),
    ...{ agreements: [], participating: new Set<string>(), omraden: new Map<string, string>() },
  };
}

/** Builds the table's release of 2021, or tries it, as the login that builds releases and no other. */
export async function release(
  test: TestDatabase,
  table: TableId,
  knowledge: HubKnowledge,
  dryRun = false,
): Promise<ReleaseReport> {
  const connection = new Client({ connectionString: test.urls.statistics, types: columnParsers });
  await connection.connect();
  try {
    const builder = new ReleaseBuilder({
      run: async <Row>(sql: string, parameters: readonly unknown[]) =>
        (await connection.query(sql, [...parameters])).rows as Row[],
      knowledge: { on: async () => knowledge },
      ...{ clock: () => new Date('2026-10-15T04:00:00Z'), threshold: 5, releaseDay: 15 },
    });
    const [report] = await builder.build({
      table: statisticTableById(table)!,
      period: { kind: 'YEAR', year: 2021 },
      dryRun,
    });
    return report!;
  } finally {
    await connection.end();
  }
}

/** The figures of a table as everybody can read them. */
export async function storedFigures(test: TestDatabase, table: TableId): Promise<readonly StoredFigure[]> {
  const { rows } = await test.owner.query<StoredFigure>(
    `select cell.node, place.level, cell.stratum, cell.margin, cell.value, cell.m1::int as units,
            cell.suppressed as "isSuppressed"
       from bi.cells cell
       join bi.releases release on release.id = cell.release_id and release.table_id = $1 and release.period = '2021'
       join bi.places place on place.release_id = cell.release_id and place.code = cell.node
      order by cell.ordinal`,
    [table],
  );
  return rows;
}

/** By place, the kommuner and regions under it. */
export async function leavesOf(test: TestDatabase): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await test.owner.query<GeoNode>(
    `select place.code, place.parent, place.level from bi.places place
       join bi.releases release on release.id = place.release_id and release.table_id = 'insatser'`,
  );
  const parentOf = new Map(rows.map(({ code, parent }) => [code, parent]));
  const leaves = rows.filter(({ level }) => level === 'KOMMUN' || level === 'REGION');
  const under = new Map<string, string[]>();
  for (const { code } of leaves)
    for (let at: string | null = code; at !== null; at = parentOf.get(at) ?? null)
      under.set(at, [...(under.get(at) ?? []), code]);
  return under;
}
