import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { statisticTableById } from '@kommunhub/schema';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from './debian-packages.js';
import { everyRow } from './every-row.js';
import { ServedTables } from './served-tables.js';

const run = promisify(execFile);
const docs = join(import.meta.dirname, '..', '..', 'gateway', 'docs', 'bi');
/** Debian's own: another Python before it in PATH would not have its packages. */
const python = '/usr/bin/python3';
const missing = {
  python: whyNot({
    probe: [python, '-c', 'import pandas, requests'],
    packages: ['python3-pandas', 'python3-requests'],
  }),
  matplotlib: whyNot({
    probe: [python, '-c', 'import matplotlib'],
    packages: ['python3-matplotlib'],
  }),
  r: whyNot({
    probe: ['Rscript', '-e', 'library(httr2); library(readr)'],
    packages: ['r-base-core', 'r-cran-httr2', 'r-cran-readr'],
  }),
  bash: whyNot({ probe: ['curl', '--version'], packages: ['curl'] }),
  soffice: whyNot({ probe: ['soffice', '--version'], packages: ['libreoffice-calc-nogui'] }),
};
for (const [program, reason] of Object.entries(missing))
  if (reason !== null) console.log(`skipped, ${program}: ${reason}`);

let served: ServedTables;
let folder: string;
beforeAll(async () => {
  served = await ServedTables.start();
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-guides-'));
});
afterAll(async () => {
  await served?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The snippets of a language, in the order in which a reader runs them. */
async function snippets(language: string): Promise<string> {
  const text = await readFile(join(docs, 'r-python.md'), 'utf8');
  const found = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, named]) => named === language);
  expect(found.length).toBeGreaterThan(0);
  return found.map(([, , code]) => code).join('\n');
}

function asAnalyst(program: string, args: readonly string[], key = served.key) {
  const env = {
    PATH: process.env.PATH,
    LC_ALL: 'C.UTF-8',
    KOMMUNHUB_URL: served.url,
    KOMMUNHUB_NYCKEL: key.id,
    KOMMUNHUB_HEMLIGHET: key.secret,
  };
  return run(program, [...args], { cwd: folder, env, maxBuffer: 50_000_000 });
}

/** What the guide's question has, from the reader. */
async function asReleased() {
  const filter = {
    op: 'and' as const,
    terms: [
      { op: 'eq' as const, column: 'period', value: '2025' },
      { op: 'eq' as const, column: 'platsniva', value: 'KOMMUN' },
    ],
  };
  const rows = await everyRow(served.world.tables, { table: 'insatser', filter });
  const sum = rows.reduce((total, { antal }) => total + Number(antal ?? 0), 0);
  return { rows: rows.length, sum, empty: rows.filter(({ antal }) => antal === null).length };
}

describe('the guide for R and Python', () => {
  it.skipIf(missing.python)('has snippets of Python that give the released figures', async () => {
    const file = join(folder, 'guide.py');
    const check =
      'import json\nprint(json.dumps({"rows": len(insatser), "sum": int(insatser.antal.sum()), "empty": int(insatser.antal.isna().sum())}))\n';
    await writeFile(file, `${await snippets('python')}\n${check}`);
    const { stdout } = await asAnalyst(python, [file]);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual(await asReleased());
    expect(stdout).toContain('Falun');
    const refused = asAnalyst(python, [file], { id: served.key.id, secret: 'wrong' });
    await expect(refused).rejects.toThrow('UNAUTHENTICATED');
  });

  it.skipIf(missing.r)('has snippets of R that give the released figures', async () => {
    const file = join(folder, 'guide.R');
    const check =
      'cat(sprintf(\'\\n{"rows": %d, "sum": %d, "empty": %d}\\n\', nrow(insatser), sum(insatser$antal, na.rm = TRUE), sum(is.na(insatser$antal))))\n';
    await writeFile(file, `${await snippets('r')}\n${check}`);
    const { stdout } = await asAnalyst('Rscript', [file]);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual(await asReleased());
    expect(stdout).toContain('Falun');
    await expect(asAnalyst('Rscript', [file], { id: served.key.id, secret: 'wrong' })).rejects.toThrow('401');
  });

  it.skipIf(missing.bash)('has a line for the shell that writes the file, or none', async () => {
    const line = await snippets('bash');
    await asAnalyst('bash', ['-euc', line]);
    const rows = parse(await readFile(join(folder, 'insatser.csv')), { columns: true }) as object[];
    const filter = { op: 'eq' as const, column: 'period', value: '2025' };
    expect(rows).toHaveLength((await everyRow(served.world.tables, { table: 'insatser', filter })).length);
    await rm(join(folder, 'insatser.csv'));
    const refused = asAnalyst('bash', ['-euc', line], { id: served.key.id, secret: 'wrong' });
    await expect(refused).rejects.toMatchObject({ code: 22 });
    await expect(readFile(join(folder, 'insatser.csv'))).rejects.toThrow('ENOENT');
  });
});

describe('the walk from key to picture', () => {
  it.skipIf(missing.python ?? missing.matplotlib)('has a script that draws it', async () => {
    const { stdout } = await asAnalyst(python, [join(docs, 'forsta-tabellen.py'), '2080']);
    expect(stdout).toMatch(/^forsta-tabellen\.png: \d+ kommuner/);
    const picture = await readFile(join(folder, 'forsta-tabellen.png'));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.length).toBeGreaterThan(20_000);
  });
});

describe('a file that is opened in a Swedish spreadsheet', () => {
  it.skipIf(missing.soffice)(
    'shows every text as it was released, and every number as a number',
    async () => {
      const columns = ['platskod', 'plats', 'alder', 'alder_grov', 'antal'];
      const headers = { authorization: served.authorization };
      const address = `${served.url}/statistics/insatser.csv?period=2025`;
      await writeFile(
        join(folder, 'opened.csv'),
        Buffer.from(await (await fetch(address, { headers })).arrayBuffer()),
      );
      // 59: semicolon, 34: quotes, 76: UTF-8, 1053: Swedish; "true" detects numbers as a double-click does.
      await asAnalyst('soffice', [
        `-env:UserInstallation=file://${folder}/office`,
        ...['--headless', '--infilter=CSV:59,34,76,1,,1053,false,true', '--convert-to'],
        // What is shown is written: comma, quotes, UTF-8, each cell as it looks.
        ...[
          'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true',
          '--outdir',
          join(folder, 'shown'),
          'opened.csv',
        ],
      ]);
      const shown = parse(await readFile(join(folder, 'shown', 'opened.csv')), { columns: true }) as Record<
        string,
        string
      >[];
      const filter = { op: 'eq' as const, column: 'period', value: '2025' };
      const rows = await everyRow(served.world.tables, { table: 'insatser', filter });
      const pick = (row: Readonly<Record<string, unknown>>) => columns.map((name) => String(row[name] ?? ''));
      expect(shown.map(pick)).toEqual(rows.map(pick));
      expect(rows.some(({ platskod }) => platskod === '0020')).toBe(true);
      expect(statisticTableById('insatser')?.margins.map(({ dimension }) => dimension)).toContain('alder');
    },
  );
});
