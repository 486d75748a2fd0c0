import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCommand } from '../../support/run-command.js';

const fixtures = join(import.meta.dirname, '..', '..', '..', 'adapters', 'systems', 'treserva', 'fixtures');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-bad-'));
  await cp(fixtures, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const inFolder = (file: string) => join(folder, file);
const change = async (file: string, edit: (text: string) => string) => {
  await writeFile(inFolder(file), edit(await readFile(inFolder(file), 'latin1')), 'latin1');
};

/** What check and dry-run tell; they must agree, and neither may end well. */
async function told() {
  const check = await runCommand(['adapter', 'check', folder, '--json'], {});
  const trial = await runCommand(['adapter', 'dry-run', folder, '--json'], {});
  const { problems, ...report } = JSON.parse(trial.stdout);
  expect([check.exitCode, trial.exitCode]).toEqual([1, 1]);
  expect(JSON.parse(check.stdout).problems).toEqual(problems);
  expect(report).toMatchObject({ complete: false, rowsRead: 0, records: {} });
  return problems as readonly { path: string; code: string; swedish: string }[];
}

it('all that is wrong with any file is told at once: missing, unreadable, in another encoding, without a column', async () => {
  await rm(inFolder('personer.csv'));
  await change('arenden.csv', (text) =>
    text.replace('Ärendestatus', 'Ärendestatuss').replace('Öppnat', 'Startade'),
  );
  await rm(inFolder('beslut.csv'));
  await mkdir(inFolder('beslut.csv'));
  await change('uppfoljningar.csv', (text) => `${text}\u0000\u0001`);
  const problems = await told();
  expect(problems.map(({ path, code }) => [path, code])).toEqual(
    expect.arrayContaining([
      ['personer.csv', 'SOURCE_MISSING'],
      ['arenden.csv', 'SOURCE_COLUMN_MISSING_NEAR'],
      ['beslut.csv', 'SOURCE_UNREADABLE'],
      ['uppfoljningar.csv', 'SOURCE_BINARY'],
    ]),
  );
  expect(problems.find(({ code }) => code === 'SOURCE_COLUMN_MISSING_NEAR')?.swedish).toContain(
    'Ärendestatuss',
  );
});

it('a file in another encoding than the adapter says is told as that', async () => {
  await change('adapter.yaml', (text) => text.replace('kind: csv,', 'kind: csv, encoding: utf-8,'));
  expect(new Set((await told()).map(({ code }) => code))).toEqual(new Set(['SOURCE_ENCODING']));
});

it('letters that were broken before the file came stop it', async () => {
  const text = new TextDecoder('windows-1252').decode(await readFile(inFolder('personer.csv')));
  await writeFile(
    inFolder('personer.csv'),
    Buffer.from(Buffer.from(text, 'utf8').toString('latin1'), 'utf8'),
  );
  expect((await told()).map(({ path, code }) => [path, code])).toEqual([['personer.csv', 'SOURCE_MOJIBAKE']]);
});

it('a workbook under the name of a text file is told as that', async () => {
  await writeFile(inFolder('personer.csv'), Buffer.from('PK\u0003\u0004xl'));
  expect((await told()).map(({ code }) => code)).toEqual(['SOURCE_EXCEL']);
});

it('the report that was asked for tells of the failure too, and used wrongly a command ends with 2', async () => {
  await rm(inFolder('personer.csv'));
  const report = inFolder('rapport.html');
  expect((await runCommand(['adapter', 'dry-run', folder, '--report', report], {})).exitCode).toBe(1);
  expect(await readFile(report, 'utf8')).toContain('Filen personer.csv finns inte i mappen.');
  const delivered = inFolder('leverans.txt');
  await writeFile(delivered, 'Id;Namn');
  const refused = await runCommand(['adapter', 'dry-run', folder, '--report', delivered], {});
  expect([refused.exitCode, await readFile(delivered, 'utf8')]).toEqual([1, 'Id;Namn']);
  const verified = await runCommand(['adapter', 'verify', folder, '--json'], {});
  expect([verified.exitCode, JSON.parse(verified.stdout).ok]).toEqual([1, false]);
  const wrongly = await runCommand(['adapter', 'dry-run', folder, '--report', 'rapport.pdf'], {});
  expect([wrongly.exitCode, wrongly.stderr]).toEqual([2, expect.stringContaining('.html')]);
});
