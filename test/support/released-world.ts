import { createHash } from 'node:crypto';
import { kommunByCode, type ReleasedTables, statisticTables, type TableId, TOTAL } from '@kommunhub/schema';
import {
  nodesWithRegion,
  type PlacedNode,
  placesOfTable,
  type ReleaseContent,
  type ReleasedCell,
  type RunSql,
  type StoredAs,
  StoredReleasedTables,
  storeRelease,
} from '@kommunhub/statistics';
import { Pool } from 'pg';
import { migrations } from '../../gateway/src/hub/parts.js';
import { CursorCodec, columnParsers, hubMigrations } from '../../subgraphs/kit/src/index.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

const nordanstigar = ['2023', '2039', '2062'];
const falubygden = ['2026', '2080', '2082'];

function aNode(code: string, parent: string | null, level: PlacedNode['level'], name: string): PlacedNode {
  return { code, parent, level, name };
}
const kommun = (code: string, parent: string) =>
  aNode(code, parent, 'KOMMUN', kommunByCode(code)?.name ?? code);

/** Two områden with three kommuner each, one kommun outside them, and the region. */
export const somePlaces: readonly PlacedNode[] = [
  aNode('ALLA', null, 'ALLA', 'Alla'),
  aNode('SAMVERKAN', 'ALLA', 'SAMVERKAN', 'Samverkande kommuner'),
  aNode('OMRADE_NORR', 'SAMVERKAN', 'OMRADE', 'Norr'),
  ...nordanstigar.map((code) => kommun(code, 'OMRADE_NORR')),
  aNode('OMRADE_FALUN', 'SAMVERKAN', 'OMRADE', 'Falun, "Å" & grannar; syd'),
  ...falubygden.map((code) => kommun(code, 'OMRADE_FALUN')),
  aNode('LAN_20', 'ALLA', 'LAN', 'Övriga i Dalarnas län'),
  kommun('2029', 'LAN_20'),
  aNode('0020', 'ALLA', 'REGION', 'Region Dalarna'),
];

/** Malung-Sälen sends nothing: its places and those over it are incomplete. */
const lacking = '2023';

/** A number between 0 and 999 that is the same for the same words. */
function invented(...words: readonly string[]): number {
  return createHash('sha256').update(words.join('|')).digest().readUInt16BE(0) % 1000;
}

/**
 * Figures without any sense, for tests of how released tables are read: about
 * a seventh of the places are suppressed, and one kommun is missing. The same
 * words give the same figures.
 */
export function inventedContent(table: TableId, period: string, seed = ''): ReleaseContent {
  const definition = statisticTables.find(({ id }) => id === table)!;
  const levels = period.includes('Q') ? ['OMRADE', 'LAN', 'SAMVERKAN', 'ALLA'] : null;
  const nodes = somePlaces.filter(({ level }) => levels === null || levels.includes(level));
  const withRegion = nodesWithRegion(somePlaces);
  if (table === 'tackning') return { ...withoutCells(table, period, nodes), cells: coverageCells(nodes) };
  const cells = nodes.flatMap((node) =>
    placesOfTable(definition, node, withRegion.has(node.code)).map((place): ReleasedCell => {
      const words = [table, period, node.code, place.stratum, place.margin];
      const isLacking = node.code === lacking;
      const isSuppressed = !isLacking && definition.isProtected && invented(...words) < 140;
      const count = invented(...words, place.value, seed);
      const figures = definition.measures.map(({ id, type }, measure) => {
        if (isSuppressed || isLacking) return null;
        if (type === 'integer') return String(measure === 0 && count < 60 ? 0 : count + measure);
        return id === 'belopp'
          ? `${count * 1001}.${String(count % 100).padStart(2, '0')}`
          : `${count}.${count % 10}`;
      });
      return { node: node.code, ...place, figures, isSuppressed };
    }),
  );
  return { ...withoutCells(table, period, nodes), cells };
}

/** For each kommun and two of the tables, how its source stood. */
function coverageCells(nodes: readonly PlacedNode[]): ReleasedCell[] {
  const kommuner = nodes.filter(({ level }) => level === 'KOMMUN');
  return kommuner.flatMap(({ code }) =>
    ['insatser', 'personer'].map((stratum): ReleasedCell => {
      const value = code === lacking ? TOTAL : 'OK';
      const figures = code === lacking ? [null, '0'] : ['1', '1'];
      return { node: code, stratum, margin: 'tillstand', value, figures, isSuppressed: false };
    }),
  );
}

function withoutCells(
  table: TableId,
  period: string,
  nodes: readonly PlacedNode[],
): Omit<ReleaseContent, 'cells'> {
  const leaves = somePlaces.filter(({ level }) => level === 'KOMMUN' || level === 'REGION');
  return {
    ...{ table, period, threshold: 5, nodes },
    coverage: leaves.map(({ code }) => ({
      kommunCode: code,
      state: code === lacking ? null : 'OK',
      asOf: code === lacking ? null : '2026-10-14T22:00:00.000Z',
      isIncluded: code !== lacking,
    })),
    figures: new Map(),
    inputHash: Buffer.alloc(32),
  };
}

/** A database with releases in it, and the reader over it as the doors have it. */
export class ReleasedWorld {
  readonly tables: ReleasedTables;
  private readonly reader: Pool;
  private readonly builder: Pool;

  constructor(readonly test: TestDatabase) {
    const shared = { types: columnParsers, max: 4 };
    this.reader = new Pool({ connectionString: test.urls.bi, ...shared });
    this.builder = new Pool({ connectionString: test.urls.statistics, ...shared });
    for (const pool of [this.reader, this.builder]) {
      pool.on('connect', (connection) => connection.on('error', () => undefined));
      // Said by the pool itself of connections that end with the database.
      pool.on('error', () => undefined);
    }
    const codec = new CursorCodec(test.keyRing.derive('cursors'));
    this.tables = new StoredReleasedTables({ run: sqlOf(this.reader), codec });
  }

  /** Stores a release as the builder does, as the login that builds. */
  async release(content: ReleaseContent, as: Partial<StoredAs> = {}): Promise<string> {
    const connection = await this.builder.connect();
    try {
      const run = sqlOf(connection);
      await run('begin', []);
      const stored = { version: 1, reason: null, releasedAt: new Date('2026-10-15T04:00:00Z'), ...as };
      const id = await storeRelease(run, content, stored);
      await run('commit', []);
      return id;
    } finally {
      connection.release();
    }
  }

  /** One statement as the login that builds releases. */
  asBuilder: RunSql = (sql, parameters) => sqlOf(this.builder)(sql, parameters);

  /** One statement as the login that reads them. */
  asReader: RunSql = (sql, parameters) => sqlOf(this.reader)(sql, parameters);

  async drop(): Promise<void> {
    await Promise.all([this.reader.end(), this.builder.end()]);
    await this.test.drop();
  }
}

interface Answering {
  query(sql: string, parameters: unknown[]): Promise<{ readonly rows: unknown[] }>;
}

function sqlOf(connection: Answering): RunSql {
  return async <Row>(sql: string, parameters: readonly unknown[]) =>
    (await connection.query(sql, [...parameters])).rows as readonly Row[];
}

/** An empty database for releases. */
export async function openReleasedWorld(): Promise<ReleasedWorld> {
  return new ReleasedWorld(await createTestDatabase({ migrations: migrations.slice(hubMigrations.length) }));
}

/**
 * Every table with the year 2025, corrected once, and the quarters of 2026
 * that have ended: invented figures, the same in every run.
 */
export async function openFilledWorld(): Promise<ReleasedWorld> {
  const world = await openReleasedWorld();
  for (const { id } of statisticTables) {
    for (const period of ['2025', '2026Q1', '2026Q2', '2026Q3']) {
      if (id !== 'tackning' || period === '2025') await world.release(inventedContent(id, period));
    }
    await world.release(inventedContent(id, '2025', 'corrected'), {
      version: 2,
      reason: 'Falun har rättat beslut från november.',
      releasedAt: new Date('2026-10-20T04:00:00Z'),
    });
  }
  return world;
}
