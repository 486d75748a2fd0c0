import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `adapters/systems`, found beside this package by walking upwards, so that it
 * is the same folder from the sources and from the compiled files.
 */
export function defaultSystemsFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    const isPackage = existsSync(join(folder, 'package.json'));
    if (isPackage) return join(dirname(folder), 'systems');
  }
  return join(start, 'systems');
}
