// Makes a fresh clone ready and then runs one command. Plain JavaScript for Node 20 and up, because it
// runs before anything is installed; what it starts runs on the Node of node_modules where there is one.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const bin = join(root, 'node_modules', '.bin');

const commands = {
  start: ['gateway/dist/cli/main.js', 'start'],
  cli: ['gateway/dist/cli/main.js'],
  test: ['test/run.mjs', 'test'],
  proof: ['test/run.mjs', 'proof'],
  bench: ['test/run.mjs', 'bench'],
  print: ['test/run.mjs', 'print'],
};

/** Installs, builds and runs; gives the exit code of what was run. */
export async function runReady(name, args) {
  const command = commands[name];
  if (!command) return fail(`There is no command "${name}". There are: ${Object.keys(commands).join(', ')}.`);
  if (major(process.version) < 20)
    return fail(`kommunhub needs Node 20 or newer; this is ${process.version}.`);
  const isReady = installPackages() && buildPackages();
  if (!isReady) return 1;
  return run(nodeProgram(), [join(root, command[0]), ...command.slice(1), ...args]);
}

function installPackages() {
  if (isInstalled()) return true;
  console.error('Installing packages (the first time only, about a minute) …');
  // No package's install script is needed, so none is run.
  const [npm, before] = process.env.npm_execpath
    ? [process.execPath, [process.env.npm_execpath]]
    : ['npm', []];
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync(npm, [...before, ...flags], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: !before.length,
  });
  if (done.status !== 0) {
    fail(
      'The packages could not be installed; npm says why above. See that the npm registry can be reached.',
    );
    return false;
  }
  return true;
}

/** Whether what npm says it installed last is what the lock file asks for; other platforms' packages aside. */
function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const present = packagesOf(installed);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      !path.includes('node_modules/') || optional || (path in present && present[path].version === version),
  );
}

function buildPackages() {
  const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
  const flags = ['run', 'build', '--output-logs=errors-only', '--log-prefix=none', '--no-update-notifier'];
  const done = spawnSync(nodeProgram(), [turbo, ...flags], {
    cwd: root,
    env: environment(),
    encoding: 'utf8',
  });
  if (done.status === 0) return true;
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`);
  fail('The build failed; the compiler says why above.');
  return false;
}

/** Node 24 of node_modules, or the running one where the registry has no package for the platform. */
function nodeProgram() {
  const packaged = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(packaged)) return packaged;
  if (major(process.version) >= 24) return process.execPath;
  fail(
    `There is no packaged Node for this platform (${process.platform} ${process.arch}); install Node 24 or newer.`,
  );
  return process.exit(2);
}

function environment() {
  return {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  };
}

function run(program, args) {
  const child = spawn(program, args, { stdio: 'inherit', env: environment() });
  // Ctrl-C reaches the child by itself (same terminal); the child decides when all is stopped.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(fail(`The command could not be started: ${error.message}.`)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

function major(version) {
  return Number(version.slice(1).split('.')[0]);
}

function fail(sentence) {
  console.error(sentence);
  return 1;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const [name = '', ...args] = process.argv.slice(2);
  process.exitCode = await runReady(name, args);
}
