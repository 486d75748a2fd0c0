import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printWorkbooks } from '@kommunhub/adapter-excel';
import { printedFiles } from '../hub/printed-files.js';

const root = join(import.meta.dirname, '..', '..', '..');
for (const [file, text] of [...printedFiles(), ...(await printWorkbooks())]) {
  await writeFile(join(root, file), text);
  console.log(file);
}
