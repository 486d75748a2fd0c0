import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout, whatever folder the tests run in. */
export const root = join(import.meta.dirname, '..', '..');

/** Files of the project, paths from the root with `/`: tracked ones and new ones that git does not ignore. */
export function projectFiles(): readonly string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
  });
  const files = new Set(list.toString('utf8').split('\0').filter(Boolean));
  // A file deleted but not yet committed is still on git's list.
  return [...files].filter((file) => existsSync(join(root, file)));
}

export function readProjectFile(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
