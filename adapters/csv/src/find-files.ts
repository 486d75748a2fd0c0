import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { adapterFault } from '@kommunhub/adapter-kit';
import { SourceRefusedError, SourceUnavailableError } from '@kommunhub/schema';

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

function matcher(pattern: string): (name: string) => boolean {
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
  const matching = names.filter(matcher(pattern)).sort();
  const exact = matching.filter((name) => name === pattern);
  const chosen = exact.length > 0 ? exact : matching;
  if (chosen.length === 0) {
    const fault = adapterFault('SOURCE_MISSING', pattern, { file: pattern });
    throw new SourceUnavailableError(`${pattern}: ${fault.message}`, { faults: [fault] });
  }
  return Promise.all(chosen.map((name) => describeFile(directory, name)));
}

async function describeFile(directory: string, name: string): Promise<FoundFile> {
  const path = join(directory, name);
  try {
    const { size, mtime } = await stat(path);
    return { name, path, size, modifiedAt: mtime };
  } catch (error) {
    throw fileError(name, error);
  }
}
