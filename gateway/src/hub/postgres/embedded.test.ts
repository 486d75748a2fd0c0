import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DataDirectory, openDataDirectory } from '../data-directory.js';
import { startEmbeddedPostgres } from './embedded.js';
import { serverAccount } from './server-account.js';

let parent: string;
let directory: DataDirectory;
const password = 'invented-password';

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'kommunhub-postgres-'));
  directory = await openDataDirectory(join(parent, 'data'));
});
afterAll(async () => {
  await rm(serverAccount(directory.path).clusterFolder(directory.instanceId), {
    recursive: true,
    force: true,
  });
  await rm(parent, { recursive: true, force: true });
});

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

it('keeps its data from one start to the next, in a folder closed to others', async () => {
  const first = await startEmbeddedPostgres(directory, password);
  await ask(first.ownerUrl, 'create table kept (value int); insert into kept values (7)');
  await first.stop();
  const second = await startEmbeddedPostgres(directory, password);
  expect(await ask(second.ownerUrl, 'select value from kept')).toEqual([{ value: 7 }]);
  await second.stop();
  const folder = serverAccount(directory.path).clusterFolder(directory.instanceId);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

it('takes no login without the password', async () => {
  const cluster = await startEmbeddedPostgres(directory, password);
  const wrong = cluster.ownerUrl.replace(password, 'guess');
  await expect(ask(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
  await cluster.stop();
});

it('writes nothing of a statement that failed into its log', async () => {
  const cluster = await startEmbeddedPostgres(directory, password);
  await expect(ask(cluster.ownerUrl, `select '198112189876x'::date`)).rejects.toThrow(/198112189876/);
  await cluster.stop();
  const log = await readFile(directory.file('postgres.log'), 'utf8');
  expect(log).toContain('ready to accept connections');
  expect(log).not.toContain('198112189876');
});

it('stops a server that a killed hub left behind, and starts again', async () => {
  const left = await startEmbeddedPostgres(directory, password);
  const lost = left.lost;
  const next = await startEmbeddedPostgres(directory, password);
  expect(await lost).toBeTypeOf('string');
  expect(await ask(next.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await next.stop();
});

it('tells when the server ends by itself', async () => {
  const cluster = await startEmbeddedPostgres(directory, password);
  const [row] = await ask(
    cluster.ownerUrl,
    `select pg_backend_pid() as pid, (pg_read_file('postmaster.pid', 0, 10)) as first`,
  );
  process.kill(Number(String(row?.first).split('\n')[0]), 'SIGINT');
  expect(await cluster.lost).toBeTypeOf('string');
});
