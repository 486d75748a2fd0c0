// A hub of its own over a database with released tables of invented cells, as nobody would release them.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeRelease } from '@kommunhub/statistics';
import pg from 'pg';
import { openDataDirectory } from '../../gateway/dist/hub/data-directory.js';
import { makeKey } from '../../gateway/dist/hub/make-key.js';
import { startEmbeddedPostgres } from '../../gateway/dist/hub/postgres/embedded.js';
import { serverAccount } from '../../gateway/dist/hub/postgres/server-account.js';
import { root, startHubProcess } from './hub-process.mjs';

/** Rows that a place has in every release. */
export const rowsOfPlace = 1_000;

/**
 * Gives `measure` a running hub with the table `insatser` released for the
 * periods, each with so many places, and the header of a key that reads it.
 */
export async function withReleasedHub(placesByPeriod, measure) {
  const folder = mkdtempSync(join(tmpdir(), 'kommunhub-bench-'));
  const directory = await openDataDirectory(join(folder, 'cluster'));
  const cluster = await startEmbeddedPostgres(directory, 'bench');
  try {
    const hub = await startHubProcess(
      process.execPath,
      [join(root, 'gateway', 'dist', 'cli', 'main.js'), 'start', '--json', '--port', '0', '--no-demo'],
      {
        env: {
          ...process.env,
          KOMMUNHUB_DATA_DIR: join(folder, 'data'),
          KOMMUNHUB_DATABASE_URL: cluster.ownerUrl,
          KOMMUNHUB_PERSON_KEY: randomBytes(32).toString('hex'),
          KOMMUNHUB_RATE_PER_KEY: '0',
        },
      },
    );
    try {
      const key = await fill(cluster.ownerUrl, placesByPeriod);
      await measure(hub, { authorization: `Bearer ${key.id}.${key.secret}` });
    } finally {
      await hub.stop();
    }
  } finally {
    await cluster.stop();
    rmSync(serverAccount(directory.path).clusterFolder(directory.instanceId), {
      recursive: true,
      force: true,
    });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The most memory that the process has had, in MiB (Linux). */
export function peakMegabytes(pid) {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

async function fill(ownerUrl, placesByPeriod) {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    for (const [period, places] of Object.entries(placesByPeriod)) await release(owner, period, places);
    await owner.query('analyze');
    const wish = { role: 'bi', name: 'bench', days: 1, createdBy: 'bench', tables: [], kommunCodes: [] };
    const run = async (sql, parameters) => (await owner.query(sql, [...parameters])).rows;
    return await makeKey(run, { ...wish, sourceId: undefined, namndId: undefined }, new Date());
  } finally {
    await owner.end();
  }
}

async function release(owner, period, places) {
  const nodes = Array.from({ length: places }, (_, place) => ({
    ...{ code: `P${place}`, parent: null, level: 'KOMMUN', name: `Plats ${place}` },
  }));
  const each = Array.from({ length: rowsOfPlace }, (_, cell) => ({
    ...{ stratum: `LSS_9_${1 + (cell % 10)}`, margin: 'alder', value: `värde ${Math.floor(cell / 10)}` },
    ...{ figures: [String(cell)], isSuppressed: false },
  }));
  const cells = nodes.flatMap(({ code }) => each.map((cell) => ({ node: code, ...cell })));
  const rest = { coverage: [], cells, figures: new Map(), inputHash: Buffer.alloc(32) };
  const content = { table: 'insatser', period, threshold: 5, nodes, ...rest };
  const run = async (sql, parameters) => (await owner.query(sql, [...parameters])).rows;
  await owner.query('begin');
  await storeRelease(run, content, { version: 1, reason: null, releasedAt: new Date() });
  await owner.query('commit');
}
