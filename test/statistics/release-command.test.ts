import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logins } from '../../subgraphs/kit/src/index.js';
import { type DemoHub, startDemoHub } from '../support/demo-hub.js';
import { runCommand } from '../support/run-command.js';
import { urlOf } from '../support/test-database.js';

let hub: DemoHub;
let settings: Record<string, string>;
beforeAll(async () => {
  hub = await startDemoHub();
  const name = new URL(hub.ownerUrl).pathname.slice(1);
  settings = {
    KOMMUNHUB_DATA_DIR: hub.dataDirectory,
    KOMMUNHUB_DATABASE_URL: hub.ownerUrl,
    ...Object.fromEntries(
      logins.map((login) => [`KOMMUNHUB_DATABASE_URL_${login.toUpperCase()}`, urlOf(name, login)]),
    ),
  };
});
afterAll(() => hub?.stop());

const release = (...args: string[]) => runCommand(['release', ...args], settings);

describe('the demo', () => {
  it('has its tables released when it is ready, with figures of the joint work', async () => {
    const { rows } = await hub.owner.query<{ period: string; tables: number }>(
      'select period, count(*)::int as tables from statistics.releases group by 1 order by 1',
    );
    expect(rows).toEqual(['2025', '2026Q1', '2026Q2', '2026Q3'].map((period) => ({ period, tables: 9 })));
    const { data } = await hub.ask(
      'region',
      `{ statistics(table: "insatser", where: [{ dimension: "platskod", values: ["SAMVERKAN"] }, { dimension: "insats", values: ["LSS_9_10"] }]) {
           cells { dimensions { dimension value } value } } }`,
    );
    const total = data.statistics.cells.find(
      ({ dimensions }: { dimensions: unknown[] }) => dimensions.length === 2,
    );
    expect(Number(total.value)).toBeGreaterThan(100);
  });
});

describe('kommunhub release', () => {
  it('list tells the releases, and due that nothing waits', async () => {
    const { exitCode, stdout } = await release('list', '--table', 'insatser', '--json');
    expect(exitCode).toBe(0);
    const { releases } = JSON.parse(stdout);
    expect(releases.map(({ period }: { period: string }) => period)).toEqual([
      '2026Q3',
      '2026Q2',
      '2026Q1',
      '2025',
    ]);
    expect((await release('list', '--period', '2025')).stdout.split('\n')[0]).toMatch(
      /^arendemangd +2025 +version 1 /,
    );
  });

  it('build makes no version of what has not changed, and a dry run shows how much would be hidden', async () => {
    const again = await release('build', '--table', 'personer', '--period', '2025', '--json');
    expect(again.exitCode).toBe(0);
    expect(JSON.parse(again.stdout).reports[0]).toMatchObject({ outcome: 'UNCHANGED', version: 1 });
    await hub.owner.query(`update statistics.insats_facts set sex = 'OKAND' where kommun_code = '2080'`);
    const dry = await release('build', '--table', 'insatser', '--period', '2025', '--dry-run');
    expect(dry).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/version 2: prövad, inte sparad/),
    });
    expect(dry.stdout).toMatch(/KOMMUN +\d+ rader, \d+ skyddade/);
  });

  it('build asks for a reason, then corrects', async () => {
    const correct = (table: string, ...reason: string[]) =>
      release('build', '--table', table, '--period', '2025', '--now', ...reason);
    const refused = await correct('insatser');
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('needs a reason')]);
    const reason = ['--reason', 'Falun saknade kön.'];
    const tooEarly = await correct('personer', ...reason);
    expect([tooEarly.exitCode, tooEarly.stderr]).toEqual([1, expect.stringContaining('insatser')]);
    for (const table of ['insatser', 'personer']) {
      const { exitCode, stdout } = await correct(table, ...reason);
      expect([exitCode, stdout.split('\n')[0]]).toEqual([0, `${table} 2025 version 2: släppt`]);
    }
    const listed = await release('list', '--table', 'personer', '--period', '2025');
    expect(listed.stdout).toContain('rättelse: Falun saknade kön.');
  });

  it('is used wrongly with half a question or words that name nothing', async () => {
    for (const args of [
      ['build', '--table', 'personer'],
      ['build', '--table', 'cases', '--period', '2025'],
      ['build', '--table', 'personer', '--period', '2026Q4'],
    ])
      expect((await release(...args)).exitCode).toBe(2);
  });
});
