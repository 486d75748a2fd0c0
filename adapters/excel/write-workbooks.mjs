// Writes the workbooks that lie in the repository anew: build the package first.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printWorkbooks } from './dist/index.js';

const root = join(import.meta.dirname, '..', '..');
for (const [file, bytes] of await printWorkbooks()) {
  await writeFile(join(root, file), bytes);
  console.log(file);
}
