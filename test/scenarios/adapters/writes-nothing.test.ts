import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../support/run-command.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const systems = join(import.meta.dirname, '..', '..', '..', 'adapters', 'systems');
const nobody = 65_534;

let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-readonly-'));
  await cp(join(systems, 'treserva', 'fixtures'), folder, { recursive: true });
  for (const name of await readdir(folder)) await chmod(join(folder, name), 0o444);
  await chmod(folder, 0o555);
  database = await createTestDatabase();
});
afterAll(async () => {
  await database?.drop();
  await chmod(folder, 0o755);
  await rm(folder, { recursive: true, force: true });
});

/** An account that the file system refuses to write, where there is one: root is refused nothing. */
function plainAccount(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  try {
    const account = { uid: nobody, gid: nobody };
    execFileSync(process.execPath, ['--version'], { ...account, stdio: 'ignore' });
    execFileSync(process.execPath, ['-e', `fs.readdirSync(${JSON.stringify(systems)})`], {
      ...account,
      stdio: 'ignore',
    });
    return account;
  } catch {
    process.stdout.write('The checkout is closed to other accounts: the trial runs as root.\n');
    return {};
  }
}

/** Every file with its content and the time it was last written. */
async function contentOf(path: string) {
  const names = await readdir(path);
  return Promise.all(
    names.map(async (name) => [
      name,
      await readFile(join(path, name), 'hex'),
      (await stat(join(path, name))).mtimeMs,
    ]),
  );
}

/** Rows written into any table of the database, and the sessions it has had. */
async function tracesIn({ owner }: TestDatabase) {
  const { rows } = await owner.query(
    `select sum(n_tup_ins + n_tup_upd + n_tup_del)::int as written,
            (select sessions::int from pg_stat_database where datname = current_database()) as sessions
     from pg_stat_user_tables`,
  );
  return rows[0];
}

it('a dry run, a check and a verify need no hub and leave every file and every table as it was', async () => {
  const { owner } = database;
  const reader = `reader_${process.pid}`;
  const name = new URL(database.ownerUrl).pathname.slice(1);
  await owner.query(`create role ${reader} login password 'test'`);
  await owner.query(`alter role ${reader} set default_transaction_read_only = on`);
  await owner.query(`grant connect on database ${name} to ${reader}`);
  const url = new URL(database.ownerUrl);
  url.username = reader;
  url.password = 'test';
  try {
    const [files, tables] = [await contentOf(folder), await tracesIn(database)];
    const settings = { KOMMUNHUB_DATABASE_URL: url.href, KOMMUNHUB_DATA_DIR: folder };
    for (const command of ['check', 'dry-run', 'verify']) {
      const { exitCode, stdout, stderr } = await runCommand(
        ['adapter', command, folder, '--json'],
        settings,
        plainAccount(),
      );
      expect([command, exitCode, stderr]).toEqual([command, 0, '']);
      if (command === 'dry-run')
        expect(JSON.parse(stdout)).toMatchObject({ complete: true, rowsQuarantined: 0 });
    }
    expect(await contentOf(folder)).toEqual(files);
    expect(await tracesIn(database)).toEqual(tables);
  } finally {
    await owner.query(`drop owned by ${reader}`);
    await owner.query(`drop role ${reader}`);
  }
});

it('a dry run does not even ask for the database', async () => {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const settings = { KOMMUNHUB_DATABASE_URL: `postgres://reader:test@127.0.0.1:${port}/hub` };
  const { exitCode } = await runCommand(['adapter', 'dry-run', folder, '--json'], settings);
  server.close();
  expect([exitCode, calls]).toEqual([0, 0]);
});
