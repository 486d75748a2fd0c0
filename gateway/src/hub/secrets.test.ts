import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadSecrets } from './secrets.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-secrets-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('gives logins that came later their passwords, keeps the rest, and closes the file to others', async () => {
  const file = join(folder, 'secrets.json');
  const { auditPassword, lifecyclePassword, statisticsPassword, biPassword, ...earlier } =
    await loadSecrets(file);
  expect(new Set([auditPassword, lifecyclePassword, statisticsPassword, biPassword]).size).toBe(4);
  await writeFile(file, JSON.stringify(earlier));
  const later = await loadSecrets(file);
  expect(later).toMatchObject(earlier);
  expect(later.auditPassword).toMatch(/^[0-9a-f]{64}$/);
  expect(await loadSecrets(file)).toEqual(later);
  expect((await stat(file)).mode & 0o077).toBe(0);
});

it('refuses a file that it did not write, and leaves it as it is', async () => {
  const file = join(folder, 'foreign.json');
  await writeFile(file, '{"ownerPassword":"x"}');
  await expect(loadSecrets(file)).rejects.toMatchObject({ code: 'DATA_DIR_FOREIGN' });
  expect(await readFile(file, 'utf8')).toBe('{"ownerPassword":"x"}');
});
