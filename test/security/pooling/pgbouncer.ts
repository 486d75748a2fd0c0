import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { serverAccount } from '../../../gateway/src/hub/postgres/server-account.js';

const places = ['/usr/sbin/pgbouncer', '/usr/local/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'];

/** Where pgbouncer is, or why it is nowhere. With `install`, Debian's package is fetched when it is missing. */
export function findPgbouncer({
  install,
}: {
  readonly install: boolean;
}): { path: string } | { reason: string } {
  const found = () => places.find((path) => existsSync(path));
  const path = found();
  if (path !== undefined) return { path };
  if (!install) return { reason: 'pgbouncer is not installed here; "npm run proof" installs it on Debian' };
  if (process.getuid?.() !== 0) return { reason: 'only root can install pgbouncer' };
  try {
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'pgbouncer'], { stdio: 'ignore' });
  } catch {
    return { reason: 'apt-get could not install pgbouncer' };
  }
  const installed = found();
  return installed === undefined ? { reason: 'apt-get installed no pgbouncer' } : { path: installed };
}

export interface Pooler {
  /** The address of the same database through the pooler. */
  through(url: string): string;
  stop(): Promise<void>;
}

/**
 * Starts pgbouncer in transaction mode before the server of the address, with
 * so few server connections that every transaction of a client may land on
 * one that another has just left.
 */
export async function startPgbouncer(path: string, serverUrl: string, password: string): Promise<Pooler> {
  const server = new URL(serverUrl);
  const folder = await mkdtemp(join(tmpdir(), 'kommunhub-pgbouncer-'));
  const port = await freePort();
  const users = join(folder, 'users.txt');
  const settings = join(folder, 'pgbouncer.ini');
  await writeFile(users, ['hub_app', 'hub_ingest'].map((login) => `"${login}" "${password}"\n`).join(''));
  await writeFile(
    settings,
    `[databases]
* = host=${server.hostname} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = 6
max_client_conn = 1000
ignore_startup_parameters = extra_float_digits
logfile =
`,
  );
  const { identity } = serverAccount(folder);
  await chmod(folder, 0o700);
  if (identity.uid !== undefined && identity.gid !== undefined) {
    for (const owned of [folder, users, settings]) await chown(owned, identity.uid, identity.gid);
  }
  const program = spawn(path, ['-q', settings], { ...identity, stdio: 'ignore' });
  await answering(port, () => program.exitCode);
  return {
    through(url) {
      const pooled = new URL(url);
      pooled.hostname = '127.0.0.1';
      pooled.port = String(port);
      return pooled.href;
    },
    async stop() {
      program.kill('SIGTERM');
      if (program.exitCode === null) await once(program, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

async function answering(port: number, exitCode: () => number | null): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (exitCode() !== null) throw new Error(`pgbouncer ended with ${exitCode()}.`);
    const socket = createConnection(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
    await wait(50);
  }
  throw new Error('pgbouncer does not answer.');
}
