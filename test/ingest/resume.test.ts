import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../gateway/src/hub/logger.js';
import { entities, migrations } from '../../gateway/src/hub/parts.js';
import { SourceRunner } from '../../gateway/src/hub/source-runner.js';
import { caseTableSpecs } from '../../subgraphs/cases/src/index.js';
import { createOpenRun, hubMigrations } from '../../subgraphs/kit/src/index.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { MadeSystem, seeded } from './treserva-files.js';

const source = 'falun-treserva';
let test: TestDatabase;
let sources: string;
let system: MadeSystem;
const runners: SourceRunner[] = [];

beforeEach(async () => {
  test = await createTestDatabase({ migrations: migrations.slice(hubMigrations.length), entities });
  sources = await mkdtemp(join(tmpdir(), 'kommunhub-resume-'));
  system = new MadeSystem(join(sources, source), seeded(7), 200);
  await system.write();
});
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.stop();
  await test.drop();
  await rm(sources, { recursive: true, force: true });
});

async function aRunner(): Promise<SourceRunner> {
  const logger = createLogger(new Writable({ write: (_chunk, _encoding, done) => done() }));
  const { database, keyRing } = test;
  const runner = new SourceRunner({ database, keyRing, folder: sources, clock: () => new Date(), logger });
  runners.push(runner);
  await runner.load();
  return runner;
}

const runs = async () =>
  (
    await test.owner.query<{ state: string; error_code: string | null; rows_read: number; replay: boolean }>(
      'select state, error_code, rows_read, replay from hub.runs order by started_at',
    )
  ).rows;
const unmapped = async () =>
  (await test.owner.query<{ row_count: number }>('select row_count from hub.unmapped_codes')).rows;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 20) {
    if (waited > 20_000) throw new Error('It did not come to that in 20 seconds.');
    await pause(20);
  }
}

/** A run of another process, which holds the source until its connection ends. */
async function runElsewhere(): Promise<{ die(): Promise<void> }> {
  await aRunner();
  const description = {
    id: source,
    system: 'Treserva',
    namnd: { id: '2080-LSS', name: 'Omvårdnadsnämnden' },
  };
  const openRun = createOpenRun(test.database, test.keyRing, caseTableSpecs);
  await openRun({
    ...description,
    ...{ kommunCodes: ['2080'], kinds: [], delivery: 'complete', intervalHours: 24, demo: false },
  });
  return {
    async die() {
      await test.owner.query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())`);
    },
  };
}

describe('a run that was broken', () => {
  it('is marked, and its source is read again at once', async () => {
    const elsewhere = await runElsewhere();
    await elsewhere.die();
    (await aRunner()).keepFresh();
    await until(async () => (await runs()).at(-1)?.state === 'DONE');
    expect(await runs()).toMatchObject([
      { state: 'FAILED', error_code: 'SYNC_CUT_OFF' },
      { state: 'DONE', error_code: null },
    ]);
    const staging = `select from pg_tables where schemaname = 'staging'`;
    await until(async () => (await test.owner.query(staging)).rows.length === 0);
  });

  it('is left alone while another process carries it out, and a second is refused', async () => {
    const elsewhere = await runElsewhere();
    const runner = await aRunner();
    await expect(runner.start(source)).rejects.toMatchObject({ code: 'SYNC_RUNNING' });
    runner.keepFresh();
    await pause(100);
    expect(await runs()).toMatchObject([{ state: 'RUNNING' }]);
    await elsewhere.die();
  });

  it('says that it was cancelled when the hub stops, and is begun again by the next start', async () => {
    const runner = await aRunner();
    await runner.start(source);
    await runner.stop();
    const [first] = await runs();
    // The merge may have been under way, which is not broken off.
    if (first?.state !== 'DONE') {
      expect(first).toMatchObject({ state: 'FAILED', error_code: 'SYNC_CANCELLED' });
      (await aRunner()).keepFresh();
      await until(async () => (await runs()).at(-1)?.state === 'DONE');
    }
    expect((await test.owner.query('select from cases.persons')).rows).toHaveLength(200);
  });
});

describe('a replay by the hub', () => {
  it('takes the code table as it is now, without opening the source and without making it due later', async () => {
    const runner = await aRunner();
    await runner.run(source);
    const [codes] = await unmapped();
    expect(codes?.row_count).toBeGreaterThan(0);
    await mkdir(join(sources, source, 'codes'));
    await writeFile(
      join(sources, source, 'codes', 'insats.csv'),
      'lokal;gemensam;godkand_av;galler_fran;anmarkning\nLokal insats;LSS_9_10;Kim Prov;2026-01-01;\n',
    );
    await rm(join(sources, source, 'files'), { recursive: true });
    const outcome = await runner.run(source, { replay: true });
    expect(outcome).toMatchObject({ state: 'DONE', counts: { updated: codes?.row_count, removed: 0 } });
    expect(await unmapped()).toEqual([]);
    const { rows } = await test.owner.query(`select from cases.decisions where insats = 'LSS_9_10'`);
    expect(rows).toHaveLength(codes?.row_count ?? 0);
    const again = await runner.run(source, { replay: true });
    expect(again.counts).toMatchObject({ inserted: 0, updated: 0, removed: 0 });
    expect((await runs()).map(({ replay }) => replay)).toEqual([false, true, true]);
  });
});
