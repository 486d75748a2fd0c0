import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { hubMigrations, registerSource } from '@kommunhub/subgraph-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aSource } from '../../../test/support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { createLogger } from './logger.js';
import { entities, migrations } from './parts.js';
import { SourceRunner } from './source-runner.js';

describe('the runner of sources', () => {
  let test: TestDatabase;
  let log: string[];
  const runner = (folder = '/nowhere/sources') =>
    new SourceRunner({
      database: test.database,
      keyRing: test.keyRing,
      folder,
      clock: () => new Date(),
      logger: createLogger(
        new Writable({
          write: (chunk, _encoding, done) => {
            log.push(String(chunk));
            done();
          },
        }),
      ),
    });
  beforeEach(async () => {
    log = [];
    test = await createTestDatabase();
  });
  afterEach(() => test.drop().catch(() => {}));

  it('knows a real source by its data, also when its adapter is not there any more', async () => {
    expect(await runner().areAllDemo()).toBe(true);
    await registerSource(test.database, test.keyRing, aSource({ demo: true }));
    expect(await runner().areAllDemo()).toBe(true);
    await registerSource(test.database, test.keyRing, aSource({ id: 'falun-real', demo: false }));
    expect(await runner().areAllDemo()).toBe(false);
  });

  it('does not let a copied folder take the place of the adapter it was copied from', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kommunhub-sources-'));
    for (const name of ['falun-treserva', 'falun-treserva-kopia'])
      await cp('adapters/systems/treserva/fixtures', join(folder, name), { recursive: true });
    const sources = runner(folder);
    await sources.load();
    const [told, ...more] = log.map((line) => JSON.parse(line));
    expect(more).toEqual([]);
    expect(told).toMatchObject({ adapter: 'falun-treserva-kopia', code: 'ADAPTER_INVALID' });
    expect(told.reason).toContain('falun-treserva and falun-treserva-kopia');
    expect(sources.nearestCode('exempel-treserva', 'insats', 'Ledsagarservise')).toMatchObject({
      code: 'LSS_9_3',
    });
    await rm(folder, { recursive: true });
  });

  it('reads a source that is due once, also when looks overlap', async () => {
    await test.drop();
    test = await createTestDatabase({ migrations: migrations.slice(hubMigrations.length), entities });
    const folder = await mkdtemp(join(tmpdir(), 'kommunhub-sources-'));
    for (const name of ['aa-kalla', 'bb-kalla', 'cc-kalla']) {
      await cp('adapters/systems/treserva/fixtures', join(folder, name), { recursive: true });
      const settings = join(folder, name, 'adapter.yaml');
      const text = await readFile(settings, 'utf8');
      await writeFile(settings, text.replace(/^source: .*/m, `source: ${name}`));
    }
    const sources = runner(folder);
    await sources.load();
    sources.keepFresh();
    sources.keepFresh();
    const count = async () =>
      (await test.owner.query<{ state: string }>(`select state from hub.runs where state <> 'RUNNING'`)).rows;
    while ((await count()).length < 3) await pause(50);
    await pause(500);
    await sources.stop();
    expect((await count()).map(({ state }) => state)).toEqual(['DONE', 'DONE', 'DONE']);
    await rm(folder, { recursive: true });
  });

  it('outlives a database that does not answer when it looks for due sources', async () => {
    await test.database.close();
    const sources = runner();
    sources.keepFresh();
    await pause(50);
    await sources.stop();
    expect(log.join('')).toContain('no look');
    await expect(sources.areAllDemo()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });
});
