import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logins } from '../../subgraphs/kit/src/index.js';
import { type DemoHub, startDemoHub } from '../support/demo-hub.js';
import { runCommand } from '../support/run-command.js';
import { urlOf } from '../support/test-database.js';

let hub: DemoHub;
let settings: Record<string, string>;
beforeAll(async () => {
  hub = await startDemoHub();
  settings = {
    KOMMUNHUB_DATA_DIR: hub.dataDirectory,
    KOMMUNHUB_URL: hub.url,
    KOMMUNHUB_TOKEN: hub.demoTokens?.it ?? '',
  };
});
afterAll(() => hub?.stop());

const source = (name: string) => join(hub.dataDirectory, 'sources', name);

/** What a command needs that works on the database beside the hub. */
function besides(): Record<string, string> {
  const name = new URL(hub.ownerUrl).pathname.slice(1);
  const ofLogins = logins.map((login) => [
    `KOMMUNHUB_DATABASE_URL_${login.toUpperCase()}`,
    urlOf(name, login),
  ]);
  return { ...settings, KOMMUNHUB_DATABASE_URL: hub.ownerUrl, ...Object.fromEntries(ofLogins) };
}

describe('facts', () => {
  it('rebuild finds the facts that deliveries have kept to be those that it would make', async () => {
    const { exitCode, stdout, stderr } = await runCommand(
      ['facts', 'rebuild', '--check', '--json'],
      besides(),
    );
    expect([exitCode, stderr]).toEqual([0, '']);
    const told: { differences: object }[] = JSON.parse(stdout);
    expect(told.length).toBeGreaterThan(10);
    expect(told.filter(({ differences }) => Object.keys(differences).length > 0)).toEqual([]);
  });

  it('rebuild makes those of one nämnd anew, and tells when there is no such', async () => {
    await hub.owner.query(`delete from statistics.case_facts where namnd_id = '2026-LSS'`);
    const check = ['facts', 'rebuild', '--namnd', '2026-LSS', '--check'];
    expect(await runCommand(check, besides())).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/^2026-LSS: case_facts: \d+ missing, 0 too many/),
    });
    expect((await runCommand(check.slice(0, 4), besides())).exitCode).toBe(0);
    expect((await runCommand(check, besides())).exitCode).toBe(0);
    expect((await runCommand(['facts', 'rebuild', '--namnd', '9999-X'], besides())).exitCode).toBe(1);
  });
});

describe('adapter', () => {
  it('init drafts an adapter from exported files, and check says what a person must decide', async () => {
    const files = ['personer.csv', 'arenden.csv', 'beslut.csv'].map((name) =>
      join(hub.dataDirectory, 'deliveries', 'falun-treserva', name),
    );
    const folder = join(hub.dataDirectory, '..', 'drafted');
    const { exitCode, stdout } = await runCommand(
      ['adapter', 'init', folder, ...files, '--kommun', '2080'],
      {},
    );
    expect([0, 1]).toContain(exitCode);
    const yaml = await readFile(join(folder, 'adapter.yaml'), 'utf8');
    expect(yaml).toContain('Personnummer');
    const names = [...hub.ledger.secrets.personNames, ...hub.ledger.secrets.personnummer];
    expect(names.filter((name) => stdout.includes(name) || yaml.includes(name))).toEqual([]);
    const again = await runCommand(['adapter', 'init', folder, ...files], {});
    expect(again.exitCode).toBe(1);
  });

  it('check finds the files and their headers', async () => {
    const { exitCode, stdout } = await runCommand(['adapter', 'check', source('falun-treserva')], {});
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Kontrollen är godkänd');
  });

  it('dry-run tells the fates of the ledger, without a hub and without a name', async () => {
    const { stdout } = await runCommand(['adapter', 'dry-run', source('falun-treserva'), '--json'], {});
    const report = JSON.parse(stdout);
    const files = hub.ledger.sources.find(({ id }) => id === 'falun-treserva')?.files ?? [];
    const sum = (pick: (file: (typeof files)[number]) => number) =>
      files.reduce((total, file) => total + pick(file), 0);
    expect([report.rowsRead, report.rowsUsed, report.rowsQuarantined, report.rowsSkipped]).toEqual([
      sum(({ rowsRead }) => rowsRead),
      sum(({ byAdapter }) => byAdapter.used),
      sum(({ byAdapter }) => byAdapter.quarantined),
      sum(({ byAdapter }) => byAdapter.skipped),
    ]);
    const names = [...hub.ledger.secrets.personNames, ...hub.ledger.secrets.personnummer];
    expect(names.filter((name) => stdout.includes(name))).toEqual([]);
  });

  it('sync reads the source again and changes nothing when nothing has changed', async () => {
    const { exitCode, stdout } = await runCommand(['adapter', 'sync', 'falun-treserva', '--json'], settings);
    const run = JSON.parse(stdout);
    expect(exitCode).toBe(0);
    expect(run).toMatchObject({ state: 'DONE', inserted: 0, updated: 0, removed: 0 });
    expect(run.unchanged).toBe(run.records);
  });

  it('sync of another nämnd is refused with the code in JSON', async () => {
    const { exitCode, stderr } = await runCommand(
      ['adapter', 'sync', 'borlange-treserva', '--json'],
      settings,
    );
    expect(exitCode).toBe(1);
    expect(JSON.parse(stderr).errors[0].code).toBe('FORBIDDEN');
  });

  it('quarantine tells every row that was set aside, in groups, and nothing of what stood in it', async () => {
    const { exitCode, stdout } = await runCommand(
      ['adapter', 'quarantine', 'falun-treserva', '--json'],
      settings,
    );
    expect(exitCode).toBe(1);
    const { quarantine } = JSON.parse(stdout);
    const told = quarantine.reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0);
    const planned = hub.ledger.sources.find(({ id }) => id === 'falun-treserva')?.afterMerge.quarantined;
    expect(told).toBeGreaterThanOrEqual(planned ?? Number.NaN);
    const text = (await runCommand(['adapter', 'quarantine', 'falun-treserva'], settings)).stdout;
    expect(text).toMatch(/^arenden\.csv\n {2}\S.*\(.*\d+\)\n {4}\S/m);
    expect(text).not.toMatch(/Deliver|Correct|Write|Fill/);
    const secrets = [...hub.ledger.secrets.personNames, ...hub.ledger.secrets.personnummer];
    expect(secrets.filter((secret) => `${stdout}${text}`.includes(secret))).toEqual([]);
  });

  it('replay maps what is set aside again, and leaves what is still at fault as it is', async () => {
    const setAside = async () =>
      (await runCommand(['adapter', 'quarantine', 'falun-treserva'], settings)).stdout;
    const before = await setAside();
    const { exitCode, stdout } = await runCommand(
      ['adapter', 'replay', 'falun-treserva', '--json'],
      settings,
    );
    const run = JSON.parse(stdout);
    expect(run).toMatchObject({ state: 'DONE', replay: true, inserted: 0, updated: 0, removed: 0 });
    expect([exitCode, run.rowsQuarantined]).toEqual([1, run.rowsRead]);
    expect(run.rowsRead).toBeGreaterThan(0);
    expect(await setAside()).toBe(before);
  });

  it('status shows the sources of a kommun', async () => {
    const { stdout } = await runCommand(['adapter', 'status', '2062'], settings);
    expect(stdout).toContain('mora-orsa-alvdalen-treserva');
    expect(stdout).not.toContain('falun-treserva');
  });

  it('says which hub does not answer', async () => {
    const silent = { ...settings, KOMMUNHUB_URL: 'http://127.0.0.1:9' };
    const { exitCode, stderr } = await runCommand(['adapter', 'status'], silent);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('No hub answers at http://127.0.0.1:9');
  });
});

describe('delegation import', () => {
  const order = () => join(hub.dataDirectory, 'delegation', 'delegationsordning-2080-LSS.csv');

  it('checks a file without a hub', async () => {
    const { exitCode, stdout } = await runCommand(['delegation', 'import', order()], {});
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Inget har skrivits.');
  });

  it('tells all faults with row and column, and stores nothing', async () => {
    const text = await readFile(order(), 'utf8');
    const [header = '', first = '', ...rest] = text.split('\n');
    const cells = first.split(';');
    cells[3] = '2026-02-30';
    cells[10] = 'KUNG';
    const file = join(hub.dataDirectory, 'wrong.csv');
    await writeFile(file, [header, cells.join(';'), ...rest].join('\n'));
    const { exitCode, stdout } = await runCommand(['delegation', 'import', file, '--json'], settings);
    expect(exitCode).toBe(1);
    const paths = JSON.parse(stdout).errors.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(expect.arrayContaining(['row 2, column "antagen"', 'row 2, column "niva"']));
    expect(stdout).not.toContain('KUNG');
  });

  it('stores the own order once', async () => {
    const { stdout } = await runCommand(['delegation', 'import', order(), '--json'], settings);
    expect(JSON.parse(stdout).orders).toEqual([expect.objectContaining({ fate: 'UNCHANGED' })]);
  });
});

describe('used wrongly', () => {
  it.each([
    [['adapter', 'sync']],
    [['token', '--role', 'boss']],
    [['start', '--port', 'http']],
    [['no-such-command']],
  ])('%j ends with 2 and shows how it is meant', async (args) => {
    const { exitCode, stderr } = await runCommand(args, settings);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Usage: kommunhub');
  });

  it.each(
    [
      ['start'],
      ['migrate'],
      ['token'],
      ['adapter', 'check'],
      ['adapter', 'dry-run'],
      ['adapter', 'sync'],
      ['adapter', 'status'],
      ['adapter', 'quarantine'],
      ['adapter', 'replay'],
      ['delegation', 'import'],
      ['operations', 'register'],
      ['operations', 'list'],
      ['operations', 'remove'],
    ].map((command) => [command]),
  )('%j --help ends in an example', async (args) => {
    const { exitCode, stdout } = await runCommand([...args, '--help'], {});
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/(Example|Exempel):\n {2}\S/);
  });
});
