import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { chown, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HubError } from '@kommunhub/schema';
import { Client } from 'pg';
import { diskFull } from '../disk-room.js';
import { pathExists } from '../path-exists.js';
import type { PostgresBinaries } from './binaries.js';
import type { ServerAccount } from './server-account.js';

export interface ClusterOptions {
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount;
  readonly folder: string;
  /** Password of the owner `hub_owner`. */
  readonly password: string;
  /** Where the server's own messages go; opened anew at every start. */
  readonly logFile: string;
}

/** A running PostgreSQL of our own, listening on the loopback address only. */
export interface Cluster {
  readonly ownerUrl: string;
  /** Ends sessions and stops the server; resolves when the process is gone. */
  stop(): Promise<void>;
  /** Resolves if the server ends without having been asked to. */
  readonly lost: Promise<string>;
}

const owner = 'hub_owner';

/** Makes the cluster in an empty folder: UTF-8, scram passwords, no other login than the owner. */
export async function createCluster(options: ClusterOptions): Promise<void> {
  const { uid, gid } = options.account.identity;
  // initdb wants an empty folder, so the password waits beside it.
  const passwordFile = `${options.folder}.password`;
  try {
    await writeFile(passwordFile, options.password, { mode: 0o600 });
    if (uid !== undefined && gid !== undefined) await chown(passwordFile, uid, gid);
    const args = ['-D', options.folder, '-U', owner, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    await runToEnd(options.binaries.initdb, [...args, '--locale=C', '--encoding=UTF8'], options);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Whether the folder holds a cluster, and of which major version. */
export async function clusterVersion(folder: string): Promise<number | null> {
  const text = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => null);
  return text === null ? null : Number(text.trim());
}

/** Starts the server on a free port and waits until it answers. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  await stopLeftOver(options.folder);
  const port = await freePort();
  const server = launch(options, port);
  const exited = new Promise<number | null>((resolve) => server.once('exit', (code) => resolve(code)));
  let isStopping = false;
  const ownerUrl = `postgres://${owner}:${options.password}@127.0.0.1:${port}/postgres`;
  await answers(ownerUrl, server, options.logFile);
  return {
    ownerUrl,
    lost: exited.then(async () => (isStopping ? new Promise<never>(() => {}) : lastWords(options.logFile))),
    async stop() {
      isStopping = true;
      // SIGINT is PostgreSQL's fast shutdown: sessions end, the data are written, nothing is waited for.
      server.kill('SIGINT');
      await exited;
    },
  };
}

function launch(options: ClusterOptions, port: number): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '60',
    // Messages must not repeat what rows or statements hold. An ERROR is told to the hub, which takes the
    // values out before it logs; 'log' keeps it out of here, but not what is FATAL or PANIC.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(options.logFile, 'w', 0o600);
  try {
    return spawn(options.binaries.postgres, ['-D', options.folder, ...flags], {
      ...options.account.identity,
      cwd: options.folder,
      stdio: ['ignore', log, log],
      // Its own process group: Ctrl-C reaches the hub, which stops the server last.
      detached: true,
      env: {},
    });
  } finally {
    closeSync(log);
  }
}

async function answers(url: string, server: ChildProcess, logFile: string): Promise<void> {
  let ended: string | null = null;
  server.once('error', (error) => {
    ended = error.message;
  });
  server.once('exit', (code) => {
    ended ??= `exit code ${code}`;
  });
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(15)) {
    if (ended !== null) throw await startError(ended, logFile);
    const client = new Client({ connectionString: url });
    const isUp = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (isUp) return;
  }
  server.kill('SIGINT');
  throw await startError('no answer within 30 seconds', logFile);
}

async function startError(reason: string, logFile: string): Promise<HubError> {
  const words = await lastWords(logFile);
  if (/No space left on device/i.test(words)) return diskFull(dirname(logFile));
  return new HubError('DATABASE_UNAVAILABLE', `The embedded PostgreSQL did not start (${reason}): ${words}`);
}

async function lastWords(logFile: string): Promise<string> {
  const log = await readFile(logFile, 'utf8').catch(() => '');
  const lines = log.split('\n').filter((line) => /FATAL|PANIC|ERROR|error/.test(line));
  return lines.slice(-2).join(' ').trim() || 'it left no message';
}

function runToEnd(program: string, args: readonly string[], options: ClusterOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...options.account.identity,
      cwd: options.folder,
      env: {},
    });
    const words: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => words.push(chunk.toString()));
    child.stdout.resume();
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) return resolve();
      const said = words.join('').trim().split('\n').slice(-3).join(' ');
      if (/No space left on device/i.test(said)) return reject(diskFull(options.folder));
      reject(new HubError('DATABASE_UNAVAILABLE', `initdb ended with exit code ${code}: ${said}`));
    });
  });
}

/** Stops a server that a killed hub left behind on this folder. */
async function stopLeftOver(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => null);
  const pid = Number(text?.split('\n')[0]);
  if (!text || !Number.isInteger(pid) || !(await isPostgresOf(pid, folder))) return;
  process.kill(pid, 'SIGINT');
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(25)) {
    if (!(await pathExists(file))) return;
  }
  throw new HubError(
    'DATABASE_UNAVAILABLE',
    `A PostgreSQL left running (process ${pid}) did not stop; stop it.`,
  );
}

async function isPostgresOf(pid: number, folder: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A pid may have been given to another program since; Linux tells whose it is.
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return commandLine === null || commandLine.includes(folder);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
