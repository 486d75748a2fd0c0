import { createReadStream, type ReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SourceRefusedError, SourceUnavailableError } from '@kommunhub/schema';
import { adapterFault } from '../faults/adapter-fault.js';

export interface FoundFile {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly modifiedAt: Date;
}

/** The reason of a failed system call, as ENOENT: says enough and holds no path. */
export function systemReason(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : 'unknown';
}

/** An error of the file system, sorted by whether it may pass by itself. */
export function fileError(file: string, cause: unknown): SourceUnavailableError | SourceRefusedError {
  const reason = systemReason(cause);
  const isMissing = reason === 'ENOENT';
  const fault = isMissing
    ? adapterFault('SOURCE_MISSING', file, { file })
    : adapterFault('SOURCE_UNREADABLE', file, { reason });
  const options = { cause, faults: [fault] };
  const message = `${file}: ${fault.message}`;
  const isPermanent = ['EACCES', 'EPERM', 'EISDIR', 'ENOTDIR'].includes(reason);
  return isPermanent
    ? new SourceRefusedError(message, options)
    : new SourceUnavailableError(message, options);
}

// Windows does not tell letter case apart, and macOS writes ö as two characters.
const comparable = (name: string) => name.normalize('NFC').toLowerCase();

/** Whether a name is the one meant: `*` stands for any text, and letter case makes no difference. */
export function matcher(pattern: string): (name: string) => boolean {
  const parts = comparable(pattern)
    .split('*')
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  const whole = new RegExp(`^${parts.join('.*')}$`, 'su');
  return (name) => whole.test(comparable(name));
}

/**
 * The files that a name or pattern means, in the order of their names; at least one.
 *
 * @throws SourceUnavailableError when there is none yet.
 */
export async function findFiles(base: string, folder: string, pattern: string): Promise<FoundFile[]> {
  const directory = resolve(base, folder);
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    throw fileError(pattern, error);
  }
  // Excel keeps ~$name.xlsx beside a workbook that somebody has open.
  const matching = names
    .filter((name) => !name.startsWith('~$'))
    .filter(matcher(pattern))
    .sort();
  const exact = matching.filter((name) => name === pattern);
  const chosen = exact.length > 0 ? exact : matching;
  if (chosen.length === 0) {
    const fault = adapterFault('SOURCE_MISSING', pattern, { file: pattern });
    throw new SourceUnavailableError(`${pattern}: ${fault.message}`, { faults: [fault] });
  }
  return Promise.all(chosen.map((name) => describeFile(directory, name)));
}

/** A file by its folder and name. */
export async function describeFile(directory: string, name: string): Promise<FoundFile> {
  const path = join(directory, name);
  try {
    const { size, mtime } = await stat(path);
    return { name, path, size, modifiedAt: mtime };
  } catch (error) {
    throw fileError(name, error);
  }
}

/**
 * A file that is written to while it is read is neither the old delivery nor the new.
 *
 * @throws SourceUnavailableError when the file is no longer as it was found.
 */
export async function checkUnchanged(file: FoundFile): Promise<void> {
  let now: { readonly size: number; readonly mtime: Date };
  try {
    now = await stat(file.path);
  } catch (error) {
    throw fileError(file.name, error);
  }
  if (now.size === file.size && now.mtime.getTime() === file.modifiedAt.getTime()) return;
  const fault = adapterFault('SOURCE_CHANGED', file.name);
  throw new SourceUnavailableError(`${file.name}: ${fault.message}`, { faults: [fault] });
}

/** Streams the bytes of a file in pieces no larger than it; small files are many, and each piece costs its room. */
export function streamOf({ path, size }: FoundFile): ReadStream {
  return createReadStream(path, { highWaterMark: Math.min(Math.max(size, 1), 65_536) });
}

/** When the newest of the files was written; null when there is none. */
export function newestOf(files: readonly FoundFile[]): Date | null {
  const times = files.map(({ modifiedAt }) => modifiedAt.getTime());
  return times.length === 0 ? null : new Date(Math.max(...times));
}

/** Whether files were found; a folder that cannot be read is no proof that they are not there. */
export function isFound(finding: Promise<readonly FoundFile[]>): Promise<boolean> {
  return finding.then(
    () => true,
    (error: unknown) =>
      !(
        error instanceof SourceUnavailableError && error.faults.some(({ code }) => code === 'SOURCE_MISSING')
      ),
  );
}
