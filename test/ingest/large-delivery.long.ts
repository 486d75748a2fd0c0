import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runSync } from '../../adapters/kit/src/index.js';
import { afterMerge, entities, migrations, tableSpecs } from '../../gateway/src/hub/parts.js';
import type { RecordSource, SourceRow } from '../../schema/src/index.js';
import { createOpenRun, hubMigrations, type MergedRun } from '../../subgraphs/kit/src/index.js';
import { aCase, aDecision, aPerson, aRow, aSource } from '../support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const millionRows = 1_000_000;
const tables = ['persons', 'cases', 'decisions'];
let test: TestDatabase;
let folder: string;
beforeAll(async () => {
  // The kit's own come with every database.
  const own = migrations.filter((migration) => !hubMigrations.includes(migration));
  test = await createTestDatabase({ migrations: own, entities });
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-large-'));
});
afterAll(async () => {
  await test.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Invented people, a case and two decisions each, made as they are read. */
async function* delivery(rows: number): AsyncGenerator<SourceRow> {
  for (let n = 0; n < rows; n += 4) {
    yield aRow(n + 2, aPerson(`p${n}`, { name: `Invånare ${n}` }));
    yield aRow(n + 3, aCase(`c${n}`, `p${n}`));
    yield aRow(n + 4, aDecision(`d${n}`, `c${n}`));
    yield aRow(n + 5, aDecision(`e${n}`, `c${n}`));
  }
}

const source: RecordSource = {
  description: aSource({ kinds: ['person', 'case', 'decision'] }),
  asOf: async () => null,
  read: () => delivery(millionRows),
};

interface Cost {
  readonly seconds: number;
  readonly walBytes: number;
  /** Above what the process held before. */
  readonly peakBytes: number;
}

async function costOf(act: () => Promise<unknown>): Promise<Cost> {
  const wal = async () => {
    const { rows } = await test.owner.query<{ bytes: string }>(
      `select pg_current_wal_lsn() - '0/0' as bytes`,
    );
    return Number(rows[0]!.bytes);
  };
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 100);
  const before = await wal();
  const begun = performance.now();
  await act();
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(watch);
  return { seconds, walBytes: (await wal()) - before, peakBytes: peak - idle };
}

const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MiB`;
const printed = (title: string, { seconds, walBytes, peakBytes }: Cost) =>
  console.log(
    `${title}: ${seconds.toFixed(1)} s, WAL ${mebibytes(walBytes)}, memory +${mebibytes(peakBytes)}`,
  );

/** The stored rows as files, and empty tables of the same form for them. */
async function storedRows(): Promise<void> {
  for (const table of tables) {
    const reading = test.owner.query(copyTo(`copy cases.${table} to stdout`));
    await pipeline(reading, createWriteStream(join(folder, table)));
    await test.owner.query(
      `create table public.plain_${table} (like cases.${table} including defaults including indexes)`,
    );
  }
}

async function plainCopy(): Promise<void> {
  for (const table of tables) {
    const writing = test.owner.query(copyFrom(`copy public.plain_${table} from stdin`));
    await pipeline(createReadStream(join(folder, table)), writing);
  }
}

it('takes a million rows in, and changes no row when they come again', async () => {
  let inFacts = 0;
  const timed = async (run: MergedRun) => {
    const begun = performance.now();
    await afterMerge(run);
    inFacts = (performance.now() - begun) / 1000;
  };
  const openRun = createOpenRun(test.database, test.keyRing, tableSpecs, { afterMerge: timed });
  const first = await costOf(async () => {
    const { state, counts } = await runSync(source, openRun);
    expect([state, counts.rowsUsed, counts.inserted]).toEqual(['DONE', millionRows, millionRows]);
  });
  printed('1,000,000 rows, first delivery', first);
  console.log(`of these, facts and monthly cells: ${inFacts.toFixed(1)} s`);
  const versions = async () => {
    const hashes = tables.map(
      (table) =>
        `select '${table}', count(*), sum(hashtextextended(concat(id, xmin, ctid, known_from), 0)) from cases.${table}`,
    );
    return (await test.owner.query(`${hashes.join(' union all ')} order by 1`)).rows;
  };
  const before = await versions();
  const again = await costOf(async () => {
    const { counts } = await runSync(source, openRun);
    expect(counts).toMatchObject({ unchanged: millionRows, inserted: 0, updated: 0, removed: 0 });
  });
  printed('the same again', again);
  expect(await versions()).toEqual(before);
  await storedRows();
  printed('plain COPY of the stored rows', await costOf(plainCopy));
  // A delivery is streamed: what it holds does not grow with its rows.
  expect(first.peakBytes).toBeLessThan(600 * 2 ** 20);
});
