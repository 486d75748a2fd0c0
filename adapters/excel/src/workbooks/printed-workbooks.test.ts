import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultSystemsFolder } from '@kommunhub/adapter-kit';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { printWorkbooks } from './printed-workbooks.js';

/** The parts as text, so that a difference can be read. */
function partsOf(bytes: Uint8Array): Record<string, string> {
  const parts = Object.entries(unzipSync(bytes));
  return Object.fromEntries(parts.map(([path, content]) => [path, new TextDecoder().decode(content)]));
}

const workbooks = await printWorkbooks();

it.each([...workbooks.keys()])('%s is what its profile makes (else: npm run print)', async (file) => {
  const committed = await readFile(join(defaultSystemsFolder(), '..', '..', file));
  expect(partsOf(committed)).toEqual(partsOf(workbooks.get(file)!));
  expect(committed.equals(workbooks.get(file)!)).toBe(true);
});
