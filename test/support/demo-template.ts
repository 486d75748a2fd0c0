import { access, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { deserialize, serialize } from 'node:v8';
import { inject } from 'vitest';
import { type DemoLedger, writeDemo } from '../../gateway/src/hub/demo/index.js';
import { demoSeed } from '../../gateway/src/hub/load-demo.js';
import { createLogger } from '../../gateway/src/hub/logger.js';
import { migrations } from '../../gateway/src/hub/parts.js';
import { parseSettings } from '../../gateway/src/hub/settings.js';
import { startHub } from '../../gateway/src/hub.js';
import { hubMigrations } from '../../subgraphs/kit/src/index.js';
import { connect, createTestDatabase, settingsOf } from './test-database.js';

/** The moment at which the tests' clock stands. */
export const now = new Date('2026-11-02T09:00:00Z');

/** A hub's database and data directory with the demo in them, to be copied. */
export interface DemoTemplate {
  readonly database: string;
  readonly dataDirectory: string;
  readonly ledger: DemoLedger;
}

/** Every migration but the kit's own, which all test databases have. */
export const migrationsOfHub = migrations.slice(hubMigrations.length);

const template = 'template_demo';
const templateLock = 7_061_967;

/** The demo, loaded once in the run: the first file that asks loads it, the others wait. */
export async function demoTemplate(): Promise<DemoTemplate> {
  const folder = inject('demoFolder');
  const dataDirectory = join(folder, 'data');
  const server = await connect(inject('postgresOwnerUrl'));
  await server.query('select pg_advisory_lock($1)', [templateLock]);
  try {
    const { rows } = await server.query('select 1 from pg_database where datname = $1', [template]);
    if (rows.length === 0) await makeTemplate(folder, dataDirectory);
    return { database: template, dataDirectory, ledger: deserialize(await readFile(ledgerFile(folder))) };
  } finally {
    await server.end();
  }
}

async function makeTemplate(folder: string, dataDirectory: string): Promise<void> {
  const ledger = await writeLedger(join(folder, 'ledger'));
  // The secrets are hidden from whoever prints the ledger, and so from a copy of it.
  await writeFile(ledgerFile(folder), serialize({ ...ledger, secrets: ledger.secrets }));
  const database = await createTestDatabase({ migrations: migrationsOfHub });
  const settings = parseSettings({
    ...settingsOf(database),
    KOMMUNHUB_DATA_DIR: dataDirectory,
    KOMMUNHUB_PORT: '0',
  });
  const hub = await startHub({ settings, demo: true, clock: () => now, logger: createLogger(nowhere) });
  await hub.stop();
  await database.becomeTemplate(template);
}

const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
const ledgerFile = (folder: string) => join(folder, 'ledger.bin');

/** What the demo writes, written a second time: same seed, same day, same bytes. */
export function writeLedger(folder: string): Promise<DemoLedger> {
  const target = {
    sourcesFolder: join(folder, 's'),
    deliveriesFolder: join(folder, 'd'),
    delegationFolder: join(folder, 'o'),
  };
  return writeDemo(target, { seed: demoSeed, today: '2026-11-02' });
}

/** Copies the data directory of the template, unless there is one already. */
export async function copyDataDirectory({ dataDirectory }: DemoTemplate, to: string): Promise<void> {
  const isThere = await access(join(to, 'demo.json')).then(
    () => true,
    () => false,
  );
  if (!isThere) await cp(dataDirectory, to, { recursive: true, preserveTimestamps: true });
}
