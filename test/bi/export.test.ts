import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HubError, ReleasedQuery } from '@kommunhub/schema';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProgram } from '../../gateway/src/cli/program.js';
import { parseSettings } from '../../gateway/src/hub/settings.js';
import { ServedTables } from './served-tables.js';

let served: ServedTables;
let folder: string;
beforeAll(async () => {
  served = await ServedTables.start();
});
afterAll(() => served?.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-export-'));
});
afterEach(async () => {
  served.reading.tables = served.world.tables;
  await rm(folder, { recursive: true, force: true });
});

/** The command in this process, so that nothing needs to be built. */
async function exporting(args: readonly string[], settings: Record<string, string> = {}) {
  const written: Buffer[] = [];
  const [write, complain] = [process.stdout.write, process.stderr.write];
  process.stdout.write = (chunk: string | Uint8Array) => written.push(Buffer.from(chunk)) > 0;
  process.stderr.write = () => true;
  const { id, secret } = served.key;
  const environment = { KOMMUNHUB_URL: served.url, KOMMUNHUB_TOKEN: `${id}.${secret}`, ...settings };
  try {
    await createProgram(() => parseSettings(environment)).parseAsync([
      'node',
      'kommunhub',
      'export',
      ...args,
    ]);
    return { out: Buffer.concat(written).toString(), error: null };
  } catch (error) {
    return { out: Buffer.concat(written).toString(), error: error as HubError };
  } finally {
    [process.stdout.write, process.stderr.write] = [write, complain];
  }
}

describe('kommunhub export', () => {
  it('writes the file of the door, for its owner alone, and says how many rows', async () => {
    const file = join(folder, 'insatser.csv');
    const where = ['--where', 'period=2025', '--where', 'platskod=2080,2082'];
    const { out } = await exporting(['insatser', ...where, '--dialect', 'rfc4180', '--out', file, '--json']);
    const door = await served.get('/statistics/insatser.csv?period=2025&platskod=2080,2082&dialect=rfc4180');
    const text = await door.text();
    expect(await readFile(file, 'utf8')).toBe(text);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(out)).toEqual({
      ...{ table: 'insatser', file, bytes: Buffer.byteLength(text) },
      rows: text.split('\r\n').length - 2,
    });
  });

  it('writes to standard output where no file is named', async () => {
    const { out } = await exporting(['tjanster', '--where', 'platskod=2080', '--header', 'label']);
    expect(out).toMatch(/^\uFEFFRad;Period;/);
  });

  it('refuses what the door refuses, with every fault', async () => {
    const { error } = await exporting(['insatser', '--where', 'kommun=2080', '--dialect', 'pdf']);
    expect(error).toMatchObject({ code: 'BAD_INPUT', faults: [{ path: 'kommun' }, { path: 'dialect' }] });
    expect((await exporting(['nej'])).error).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('overwrites nothing, and asks for a file before it tells of one', async () => {
    const file = join(folder, 'mine.csv');
    await writeFile(file, 'mine');
    expect((await exporting(['tjanster', '--out', file])).error).toMatchObject({ code: 'BAD_INPUT' });
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect((await exporting(['tjanster', '--json'])).error).toMatchObject({ exitCode: 1 });
    expect((await exporting(['tjanster', '--where', 'platskod'])).error).toMatchObject({ exitCode: 1 });
    const nowhere = join(folder, 'no', 'such.csv');
    expect((await exporting(['tjanster', '--out', nowhere])).error).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('leaves no file where the table did not come to its end', async () => {
    const { tables } = served.world;
    let pages = 0;
    const breaking = async (query: ReleasedQuery) => {
      pages += 1;
      if (pages > 2) throw new Error('The database went away.');
      return tables.read({ ...query, limit: 20 });
    };
    served.reading.tables = Object.create(tables, { read: { value: breaking } });
    const file = join(folder, 'part.csv');
    expect((await exporting(['insatser', '--out', file])).error).toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('says what to do without a key, with a wrong one, and without a hub', async () => {
    const code = async (settings: Record<string, string>) =>
      (await exporting(['tjanster'], settings)).error?.code;
    expect(await code({ KOMMUNHUB_TOKEN: `${served.key.id}.wrong` })).toBe('UNAUTHENTICATED');
    expect(await code({ KOMMUNHUB_URL: 'http://127.0.0.1:9' })).toBe('CONFIG_INVALID');
    const { id, secret } = served.key;
    const { error } = await exporting(['tjanster'], { KOMMUNHUB_URL: 'http://127.0.0.1:9' });
    expect(JSON.stringify([error?.message, error?.cause])).not.toContain(secret);
    expect(id).toMatch(/^khk-/);
  });
});
