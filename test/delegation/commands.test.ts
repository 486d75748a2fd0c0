import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aWorkbook } from '../../adapters/excel/src/testing/a-workbook.js';
import { createProgram } from '../../gateway/src/cli/program.js';
import { parseSettings } from '../../gateway/src/hub/settings.js';
import { runCommand } from '../support/run-command.js';
import { orderPath, readOrder } from './five-orders.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-delegation-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command in this process, as `main.ts` does; one test below starts the real one. */
async function run(...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text);
      return true;
    }),
  );
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await createProgram(() => parseSettings({})).parseAsync(['node', 'kommunhub', 'delegation', ...args]);
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? 2 : 1;
    if (process.exitCode === 1) said.stderr += (error as Error).message;
  }
  const exitCode = process.exitCode;
  process.exitCode = before;
  for (const spy of spies) spy.mockRestore();
  return { ...said, exitCode, json: () => JSON.parse(said.stdout) };
}

/** The same order as a person keeps it in Excel: dates as dates, numbers as numbers. */
async function saterInExcel(change: (cell: string) => string = (cell) => cell): Promise<string> {
  const rows = (await readOrder('sater'))
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(';').map(change));
  const serial = (day: string) => Math.round((Date.parse(day) - Date.parse('1899-12-30')) / 86_400_000);
  const cells = rows.map((row) =>
    row.map((cell) =>
      /^\d{4}-\d\d-\d\d$/.test(cell) ? { number: serial(cell), format: 'yyyy-mm-dd' } : cell,
    ),
  );
  const file = join(folder, 'sater.xlsx');
  await writeFile(
    file,
    aWorkbook({ sheets: [{ name: 'Delegation', rows: [cells[0]!, undefined, ...cells.slice(1)] }] }),
  );
  return file;
}

describe('delegation check', () => {
  const over20 = ['--kind', 'D02', '--on', '2026-03-01', '--outcome', 'BIFALL', '--hours', '25', '--json'];

  it('answers from files without a hub, and from a workbook the same', async () => {
    const refused = await run('check', orderPath('sater'), '--role', 'LSS_HANDLAGGARE', ...over20);
    expect([refused.exitCode, refused.json()]).toMatchObject([
      1,
      {
        allowed: false,
        reason: 'VILLKOR_BRUTET',
        lowestLevel: 'ENHETSCHEF',
        point: { number: '1.2' },
        version: '2025:1',
      },
    ]);
    const allowed = await run('check', await saterInExcel(), '--role', 'ENHETSCHEF', ...over20);
    expect([allowed.exitCode, allowed.json()]).toMatchObject([0, { reason: 'OK', point: { number: '1.3' } }]);
  });

  it('knows agreements by their file, and uses of itself that are wrong', async () => {
    const external = [
      'check',
      orderPath('sater'),
      '--kind',
      'D07',
      '--role',
      'LSS_HANDLAGGARE',
      '--employer',
      '2080',
      '--on',
      '2026-03-01',
      '--json',
    ];
    expect((await run(...external)).json().reason).toBe('EXTERN_UTAN_AVTAL');
    expect((await run(...external, '--agreements', orderPath('agreements'))).json().reason).toBe('OK');
    const twoKommuner = await run(
      'check',
      orderPath('sater'),
      orderPath('falun'),
      '--kind',
      'D07',
      '--role',
      'NAMND',
      '--on',
      '2026-03-01',
    );
    expect([twoKommuner.exitCode, twoKommuner.stderr]).toEqual([2, expect.stringContaining('--kommun')]);
  });
});

it('delegation compare tells what differs and what a common order would change', async () => {
  const { exitCode, json } = await run(
    'compare',
    orderPath('leksand'),
    orderPath('gagnef'),
    '--on',
    '2026-03-01',
    '--propose',
    'STRICTEST',
    '--json',
  );
  expect(exitCode).toBe(0);
  const { rows, uniformShare, kommuner, proposal } = json();
  expect(uniformShare).toBeCloseTo(8 / 24);
  expect(rows.find(({ kind }: { kind: string }) => kind === 'D03')).toMatchObject({
    uniform: false,
    cells: [{ level: 'UTSKOTT' }, { level: 'ENHETSCHEF' }],
  });
  expect(kommuner[1]).toMatchObject({
    kommunCode: '2026',
    unmapped: [{ number: '2.20', suggestions: [{ kind: 'D07', by: 'BOTH' }] }],
  });
  expect(proposal.points.find(({ kind }: { kind: string }) => kind === 'D17').level).toBe('NAMND');
});

describe('delegation import', () => {
  it('tells what a workbook holds, row by row as Excel numbers them', async () => {
    const good = await run('import', await saterInExcel(), '--json');
    expect([good.exitCode, good.json()]).toEqual([
      0,
      { orders: [{ version: '2025:1', points: 21, unmapped: 1, fate: null }] },
    ]);
    const bad = await run(
      'import',
      await saterInExcel((cell) => (cell === 'VERKSAMHETSCHEF' ? 'REKTOR' : cell)),
      '--json',
    );
    expect(bad.exitCode).toBe(1);
    expect(bad.json().errors).toEqual([
      expect.objectContaining({ path: expect.stringContaining('row 20, column "niva"') }),
    ]);
  });

  it('refuses what is no workbook, in a sentence', async () => {
    const file = join(folder, 'empty.xlsx');
    await writeFile(file, 'not a workbook');
    const { exitCode, stderr } = await run('import', file);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('is refused')]);
  });
});

it('delegation document writes a page for people, in a process of its own', async () => {
  const { exitCode, stdout } = await runCommand(['delegation', 'document', orderPath('leksand')], {});
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^<!doctype html>/)]);
});
