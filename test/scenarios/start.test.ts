import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMarker } from '../../gateway/src/hub/data-directory.js';
import { serverAccount } from '../../gateway/src/hub/postgres/server-account.js';
import { post } from '../support/demo-hub.js';
import { runCommand, startCommand } from '../support/run-command.js';
import { createTestDatabase, settingsOf, type TestDatabase } from '../support/test-database.js';

let folder: string;
let data: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-start-'));
  data = join(folder, 'data');
});
afterAll(async () => {
  const marker = await readMarker(data).catch(() => null);
  if (marker)
    await rm(serverAccount(data).clusterFolder(marker.instanceId), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

const start = ['start', '--json', '--port', '0'];

interface Started {
  readonly url: string;
  readonly tokens: Record<'region' | 'it' | 'handlaggare', string>;
}

describe('start', { timeout: 120_000 }, () => {
  it('answers from an empty directory, keeps the data, and leaves nothing running', async () => {
    const runs: string[] = [];
    for (let round = 0; round < 2; round++) {
      const command = startCommand(start, { KOMMUNHUB_DATA_DIR: data });
      const { url, tokens } = JSON.parse(await command.line(/^\{"url"/)) as Started;
      const query = '{ kommuner(county: "20") { code } sources(kommunCodes: ["2080"]) { lastRun { id } } }';
      const { data: answer } = await post(url, tokens.region, { query });
      expect(answer.kommuner).toHaveLength(15);
      runs.push(JSON.stringify(answer.sources));
      const children = await postgresProcesses(data);
      expect(children.length).toBeGreaterThan(0);
      command.process.kill('SIGINT');
      const { exitCode, stderr } = await command.ended;
      expect({ exitCode, warnings: stderr.match(/warning|error/gi) }).toEqual({
        exitCode: 0,
        warnings: null,
      });
      expect(await postgresProcesses(data)).toEqual([]);
    }
    // Nothing was read again: the runs of the second start are those of the first.
    expect(runs[1]).toBe(runs[0]);
    expect((await stat(data)).mode & 0o777).toBe(0o700);
  });

  it('says in one sentence that the port is taken', async () => {
    const taken = await listen();
    const { port } = taken.address() as { port: number };
    const result = await runCommand(['start', '--port', String(port)], { KOMMUNHUB_DATA_DIR: data });
    taken.close();
    expect(result.exitCode).toBe(1);
    expect(result.stderr.trim()).toMatch(new RegExp(`^Port ${port} is taken by another program; .*\\.$`));
    expect(await postgresProcesses(data)).toEqual([]);
  });

  it('says in one sentence that the directory is not its own, and touches nothing', async () => {
    const foreign = join(folder, 'foreign');
    await mkdir(foreign);
    await writeFile(join(foreign, 'thesis.txt'), 'mine');
    const result = await runCommand(start, { KOMMUNHUB_DATA_DIR: foreign });
    expect(result.exitCode).toBe(1);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(await readdir(foreign)).toEqual(['thesis.txt']);
  });

  it('refuses a second hub on the same directory', async () => {
    const first = startCommand(start, { KOMMUNHUB_DATA_DIR: data });
    await first.line(/^\{"url"/);
    const second = await runCommand(start, { KOMMUNHUB_DATA_DIR: data });
    expect(second.exitCode).toBe(1);
    expect(second.stderr).toContain('Another kommunhub');
    first.process.kill('SIGTERM');
    expect((await first.ended).exitCode).toBe(0);
  });

  it('recovers from a hub that was killed, with its PostgreSQL left behind', async () => {
    const killed = startCommand(start, { KOMMUNHUB_DATA_DIR: data });
    await killed.line(/^\{"url"/);
    killed.process.kill('SIGKILL');
    await killed.ended;
    expect((await postgresProcesses(data)).length).toBeGreaterThan(0);
    const next = startCommand(start, { KOMMUNHUB_DATA_DIR: data });
    const { url, tokens } = JSON.parse(await next.line(/^\{"url"/)) as Started;
    const { data: answer } = await post(url, tokens.region, { query: '{ kommuner(county: "20") { code } }' });
    expect(answer.kommuner).toHaveLength(15);
    next.process.kill('SIGINT');
    await next.ended;
    expect(await postgresProcesses(data)).toEqual([]);
  });

  it('without a demo refuses to begin without a person key', async () => {
    const result = await runCommand([...start, '--no-demo'], { KOMMUNHUB_DATA_DIR: join(folder, 'no-demo') });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('KOMMUNHUB_PERSON_KEY');
  });

  it('names every wrong setting at once, without its value', async () => {
    const result = await runCommand(start, { KOMMUNHUB_PORT: 'http', KOMMUNHUB_PERSON_KEY: 'secret-value' });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('KOMMUNHUB_PORT');
    expect(result.stderr).toContain('KOMMUNHUB_PERSON_KEY');
    expect(result.stderr).not.toContain('secret-value');
  });
});

describe('on a database that is given', { timeout: 120_000 }, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());

  const connected = (name: string) => ({
    KOMMUNHUB_DATA_DIR: join(folder, name),
    ...settingsOf(database),
    KOMMUNHUB_PERSON_KEY: 'ab'.repeat(32),
  });

  it('migrates, and a second time without harm', async () => {
    const first = await runCommand(['migrate', '--json'], connected('migrated'));
    const second = await runCommand(['migrate', '--json'], connected('migrated'));
    expect(JSON.parse(first.stdout).applied.length).toBeGreaterThan(0);
    expect(JSON.parse(second.stdout)).toEqual({ applied: [] });
  });

  it('loads no demo unless asked to, and takes no development tokens then', async () => {
    const command = startCommand(start, connected('hub'));
    const { url, tokens } = JSON.parse(await command.line(/^\{"url"/));
    expect(tokens).toBeNull();
    const token = (await runCommand(['token', '--role', 'region'], connected('hub'))).stdout.trim();
    const answer = await post(url, token, { query: '{ kommuner { code } }' });
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    command.process.kill('SIGINT');
    await command.ended;
    const { rows } = await database.owner.query('select demo from hub.instance');
    expect(rows).toEqual([{ demo: false }]);
  });
});

/** Ids of processes whose command line names the cluster of the data directory. */
async function postgresProcesses(dataDirectory: string): Promise<number[]> {
  const marker = await readMarker(dataDirectory);
  if (!marker) return [];
  const cluster = serverAccount(dataDirectory).clusterFolder(marker.instanceId);
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return ids.filter((_, index) => lines[index]?.includes(cluster));
}

function listen(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
