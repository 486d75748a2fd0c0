import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataDirectory } from './data-directory.js';

let parent: string;
let path: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'kommunhub-data-'));
  path = join(parent, 'data');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

describe('the data directory', () => {
  it('is made closed to others and knows itself again', async () => {
    const first = await openDataDirectory(path);
    await first.release();
    const second = await openDataDirectory(path);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.instanceId).toBe(first.instanceId);
  });

  it('is closed to others when the empty folder was there before', async () => {
    await mkdir(path, { mode: 0o755 });
    await (await openDataDirectory(path)).release();
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it('is refused when something else lies there, and left as it was', async () => {
    await mkdir(path);
    await writeFile(join(path, 'thesis.txt'), 'mine');
    await expect(openDataDirectory(path)).rejects.toMatchObject({ code: 'DATA_DIR_FOREIGN' });
    expect(await readdir(path)).toEqual(['thesis.txt']);
  });

  it('is refused when its marker is not ours', async () => {
    await mkdir(path);
    await writeFile(join(path, 'kommunhub.json'), 'not json');
    await expect(openDataDirectory(path)).rejects.toMatchObject({ code: 'DATA_DIR_FOREIGN' });
  });

  it('is refused when a newer kommunhub wrote it', async () => {
    await mkdir(path);
    const marker = { format: 99, instanceId: '6a1d9b1e-6d3c-4b8e-9d36-0a6a2f0f4f11' };
    await writeFile(join(path, 'kommunhub.json'), JSON.stringify(marker));
    await expect(openDataDirectory(path)).rejects.toMatchObject({ code: 'DATA_DIR_NEWER' });
  });

  it('is refused while another process holds it', async () => {
    await (await openDataDirectory(path)).release();
    // The first process of the machine is alive and not this one.
    await writeFile(join(path, 'lock'), '1');
    await expect(openDataDirectory(path)).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE' });
  });

  it('is taken over from a process that is gone', async () => {
    await (await openDataDirectory(path)).release();
    await writeFile(join(path, 'lock'), '999999999');
    const taken = await openDataDirectory(path);
    expect(taken.isNew).toBe(false);
  });

  it('says what to do when it cannot be made', async () => {
    await writeFile(path, 'a file where the folder should be');
    await expect(openDataDirectory(join(path, 'data'))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
