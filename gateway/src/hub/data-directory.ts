import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@kommunhub/schema';
import { z } from 'zod';
import { assertRoomForNew, diskFull } from './disk-room.js';

/** Raised when an older kommunhub could no longer read what this one writes. */
const format = 1;
const markerSchema = z.object({
  format: z.number().int(),
  instanceId: z.uuid(),
});

/** The folder that holds everything the hub keeps outside PostgreSQL; closed to others (0700). */
export interface DataDirectory {
  readonly path: string;
  readonly instanceId: string;
  /** True when this start made it. */
  readonly isNew: boolean;
  file(...names: string[]): string;
  /** Lets another hub use the directory. */
  release(): Promise<void>;
}

/**
 * Opens the data directory, making it when it is absent or empty, and takes it
 * for this process.
 *
 * @throws ConfigError DATA_DIR_FOREIGN, DATA_DIR_NEWER, DATA_DIR_IN_USE or DISK_FULL; nothing is written then.
 */
export async function openDataDirectory(path: string): Promise<DataDirectory> {
  await makeFolder(path);
  const marker = await readMarker(path);
  if (marker === null) await assertRoomForNew(path);
  const release = await takeLock(path);
  try {
    // A folder that was there before may be open to others. Where it is another's, as a mounted one,
    // it stays as it is: what goes into it is closed by itself too.
    if (marker === null) await chmod(path, 0o700).catch(() => {});
    const { instanceId } = marker ?? (await writeMarker(path));
    return {
      path,
      instanceId,
      isNew: marker === null,
      file: (...names) => join(path, ...names),
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Reads which instance lies in the directory without taking it; null when there is none. */
export async function readMarker(path: string): Promise<{ instanceId: string } | null> {
  const text = await readFile(join(path, 'kommunhub.json'), 'utf8').catch(() => null);
  if (text === null) {
    // Operations may be registered before the first start.
    const ours = ['lock', 'operations'];
    const content = (await readdir(path).catch(() => [])).filter((name) => !ours.includes(name));
    if (content.length > 0) throw foreign(path);
    return null;
  }
  const marker = markerSchema.safeParse(parseJson(text));
  if (!marker.success) throw foreign(path);
  if (marker.data.format > format) {
    throw new ConfigError(
      'DATA_DIR_NEWER',
      `The data directory ${path} was written by a newer kommunhub (format ${marker.data.format}, this one reads ${format}); start the newer version or set KOMMUNHUB_DATA_DIR to another directory.`,
    );
  }
  return marker.data;
}

async function writeMarker(path: string): Promise<{ instanceId: string }> {
  const instanceId = randomUUID();
  await writeFile(join(path, 'kommunhub.json'), `${JSON.stringify({ format, instanceId })}\n`, {
    mode: 0o600,
  });
  return { instanceId };
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw diskFull(path);
    throw new ConfigError(
      'CONFIG_INVALID',
      `The data directory ${path} cannot be made (${code}); set KOMMUNHUB_DATA_DIR to a directory you may write.`,
      { cause },
    );
  }
}

/** One hub per directory: a lock file with the process id, taken over when that process is gone. */
async function takeLock(path: string): Promise<() => Promise<void>> {
  const file = join(path, 'lock');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC') throw diskFull(path);
      if (code !== 'EEXIST') throw unwritable(path, error);
      const holder = Number(await readFile(file, 'utf8').catch(() => ''));
      if (holder !== process.pid && isAlive(holder)) throw inUse(path, holder);
      await rm(file, { force: true });
    }
  }
  throw inUse(path, 0);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON at all: the caller says that the directory is foreign.
    return undefined;
  }
}

function foreign(path: string): ConfigError {
  return new ConfigError(
    'DATA_DIR_FOREIGN',
    `The data directory ${path} holds something that kommunhub did not make; set KOMMUNHUB_DATA_DIR to an empty directory.`,
  );
}

function inUse(path: string, holder: number): ConfigError {
  return new ConfigError(
    'DATA_DIR_IN_USE',
    `Another kommunhub (process ${holder}) runs on the data directory ${path}; stop it, or set KOMMUNHUB_DATA_DIR to another directory.`,
  );
}

function unwritable(path: string, cause: unknown): ConfigError {
  return new ConfigError(
    'CONFIG_INVALID',
    `The data directory ${path} cannot be written; set KOMMUNHUB_DATA_DIR to a directory you may write.`,
    { cause },
  );
}
