import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLargeWorkbook } from '../../adapters/excel/src/testing/large-workbook.js';
import { measureCommand } from './peak-memory.js';

const allowed = 300_000_000;
const header = ['Id', 'Namn', 'Personnummer', 'Kommun', 'Anteckning'];

const adapterYaml = (kind: string, from: string) => `source: stor
system: Testsystem
namnd: { id: 2080-LSS, name: Omvårdnadsnämnden }
kommuner: ['2080']
delivery: complete
intervalHours: 24
connector: { kind: ${kind}, folder: . }
tables:
  personer:
    from: { file: ${from} }
    columns: { Id: { type: text, required: true }, Namn: text, Kommun: kommunkod }
    records: { person: { sourceId: Id, kommunCode: Kommun, name: Namn } }
`;

let base: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'kommunhub-large-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function adapter(name: string, kind: string, file: string): Promise<string> {
  const folder = join(base, name);
  await mkdir(folder);
  await writeFile(join(folder, 'adapter.yaml'), adapterYaml(kind, file));
  return folder;
}

/** Writes a text file of at least so many bytes and tells its rows. */
async function writeText(path: string, bytes: number): Promise<number> {
  const file = createWriteStream(path);
  const note = 'fritext som ingen läser '.repeat(8);
  file.write(`${header.join(';')}\r\n`);
  let rows = 0;
  for (let written = 0; written < bytes; ) {
    let block = '';
    while (block.length < 1_000_000) {
      rows += 1;
      block += `${rows};Påhittad Person ${rows};;2080;${note}\r\n`;
    }
    written += Buffer.byteLength(block);
    if (!file.write(block)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return rows;
}

async function dryRun(folder: string) {
  const { stdout, exitCode, peakBytes, seconds } = await measureCommand([
    'adapter',
    'dry-run',
    folder,
    '--json',
  ]);
  return { exitCode, report: JSON.parse(stdout), peakBytes, seconds };
}

const told = (what: string, rows: number, seconds: number, growth: number) =>
  process.stdout.write(
    `${what}: ${rows} rows in ${Math.round(seconds)} s, ${Math.round(growth / 1_000_000)} MB above idle\n`,
  );

describe('no file is held in memory', () => {
  it('a text file of 2 GB is tried within 300 MB above idle', async () => {
    const small = await adapter('small-text', 'csv', 'p.csv');
    await writeText(join(small, 'p.csv'), 1);
    const idle = await dryRun(small);
    const large = await adapter('large-text', 'csv', 'p.csv');
    const rows = await writeText(join(large, 'p.csv'), 2_000_000_000);
    expect((await stat(join(large, 'p.csv'))).size).toBeGreaterThan(2_000_000_000);
    const { exitCode, report, peakBytes, seconds } = await dryRun(large);
    told('text', rows, seconds, peakBytes - idle.peakBytes);
    expect([exitCode, report.rowsRead, report.rowsUsed]).toEqual([0, rows, rows]);
    expect(peakBytes - idle.peakBytes).toBeLessThan(allowed);
    await rm(large, { recursive: true });
  });

  it('a workbook of 1,000,000 rows, each with texts of its own, is tried within the same', async () => {
    const cellsOf = (row: number) => [
      row,
      `Påhittad Person ${row}`,
      `anteckning nummer ${row}`,
      2080,
      'lika',
    ];
    const small = await adapter('small-sheet', 'excel', 'p.xlsx');
    await writeLargeWorkbook(join(small, 'p.xlsx'), header, 10, cellsOf);
    const idle = await dryRun(small);
    const large = await adapter('large-sheet', 'excel', 'p.xlsx');
    const rows = 1_000_000;
    await writeLargeWorkbook(join(large, 'p.xlsx'), header, rows, cellsOf);
    const { exitCode, report, peakBytes, seconds } = await dryRun(large);
    told('workbook', rows, seconds, peakBytes - idle.peakBytes);
    expect([exitCode, report.rowsRead, report.rowsUsed]).toEqual([0, rows, rows]);
    expect(peakBytes - idle.peakBytes).toBeLessThan(allowed);
  });
});
