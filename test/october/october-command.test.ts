import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containsPersonnummer } from '@kommunhub/schema';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { octoberCommand } from '../../gateway/src/cli/commands/october.js';
import { demoIdentity } from '../../gateway/src/hub/demo-tokens.js';
import { loadSecrets } from '../../gateway/src/hub/secrets.js';
import { parseSettings } from '../../gateway/src/hub/settings.js';
import { signDevelopmentToken } from '../../gateway/src/identity/development-tokens.js';
import { type DemoHub, now, startDemoHub } from '../support/demo-hub.js';

let hub: DemoHub;
let folder: string;
const environments = new Map<string, Record<string, string>>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-october-'));
  hub = await startDemoHub();
  const secrets = await loadSecrets(join(hub.dataDirectory, 'secrets.json'));
  const key = Buffer.from(secrets.tokenKey, 'hex');
  for (const role of ['chef', 'handlaggare', 'kvalitet'] as const) {
    const token = await signDevelopmentToken(demoIdentity(role), key, now);
    environments.set(role, { KOMMUNHUB_TOKEN: token, KOMMUNHUB_URL: hub.url });
  }
}, 240_000);
afterAll(async () => {
  await hub?.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  process.exitCode = 0;
});

/** In this process, as starting the whole program for each case costs seconds. */
async function run(args: readonly string[], role = 'chef') {
  const told = { out: '', err: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      told[stream === 'stdout' ? 'out' : 'err'] += text;
      return true;
    }),
  );
  try {
    const command = octoberCommand(() => parseSettings(environments.get(role) ?? {}));
    await command.exitOverride().parseAsync(args, { from: 'user' });
  } catch (error) {
    return { ...told, exitCode: 1, error: error as { code?: string; faults?: readonly object[] } };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { ...told, exitCode: process.exitCode ?? 0, error: null };
}

const falun = ['--kommun', '2080', '--year', '2026'];
const place = (name: string) => join(folder, name);
const today = '2026-11-02';

describe('kommunhub october', () => {
  it('tells figures, checks, comparison and deadline, and nobody’s number', async () => {
    const { out, exitCode, error } = await run(falun);
    expect(error).toBeNull();
    expect(out).toContain('Oktoberstatistik 2026: Falun (2080), Omvårdnadsnämnden');
    expect(out).toContain('Lämnas till Socialstyrelsen senast 2026-10-25: ');
    expect(out).toMatch(/Daglig verksamhet \(LSS 9 § 10\) +\d+ +\d+ +0 +\d+\n/u);
    expect(out).toMatch(/Varningar:\n {2}RESERVNUMMER: [^\n]+\n {4}[^\n]+\n {6}\d+ personer\n/u);
    expect(out).toContain('Jämfört med förra året, beräknat ur det hubben vet');
    expect(out).toContain('Inte godkänd.');
    expect(containsPersonnummer(out, today)).toBe(false);
    expect(exitCode).toBe(out.includes('Fel:') ? 1 : 0);
  });

  it('gives the same as JSON, without persons', async () => {
    const { out } = await run([...falun, '--json']);
    const told = JSON.parse(out);
    expect(told).toMatchObject({
      year: 2026,
      responsibleKommun: { code: '2080' },
      approval: null,
      file: null,
    });
    expect(out).not.toMatch(/2080-[0-9a-f]{32}/u);
    expect(containsPersonnummer(out, today)).toBe(false);
  });

  it('approves, and writes the file for its owner alone, each person of the report once', async () => {
    const { out, error } = await run([...falun, '--approve', '--note', 'Genomgången', '--out', folder]);
    expect(error).toBeNull();
    expect(out).toContain('Anteckning: Genomgången');
    const path = place('lss-oktober-2080-2026.txt');
    expect(out).toContain(`rader skrevs i ${path}.`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\r\n');
    const { personCount, totals } = JSON.parse((await run([...falun, '--json'])).out);
    expect(lines).toHaveLength(personCount + 1);
    const numbers = lines.slice(1).map((line) => line.split(';')[1] ?? '');
    const given = numbers.filter((number) => number !== '');
    expect(new Set(given).size).toBe(given.length);
    for (const number of given) expect(number).toMatch(/^\d{8}-[\dTX][\dF]\d{2}$/u);
    const sum = totals.reduce((all: number, { persons }: { persons: number }) => all + persons, 0);
    expect(
      lines.slice(1).flatMap((line) =>
        line
          .split(';')
          .slice(3)
          .filter((cell) => cell === '1'),
      ),
    ).toHaveLength(sum);
    // Every number of the file is one that cases has of a person of the kommun.
    const { rows } = await hub.owner.query<{ persons: number }>(
      `select count(*)::int as persons from audit.entries, unnest(ids)
        where entity = 'Person' and 'personnummer' = any (fields) and purpose = 'UPPFOLJNING' and kommun_code = '2080'`,
    );
    expect(rows[0]?.persons).toBe(personCount);
  });

  it('never overwrites a file', async () => {
    for (const out of [folder, place('lss-oktober-2080-2026.txt')])
      expect((await run([...falun, '--out', out])).error).toMatchObject({ code: 'BAD_INPUT' });
    // Nor approves what could not be written.
    const { error, out } = await run([...falun, '--approve', '--out', folder]);
    expect([error?.code, out]).toEqual(['BAD_INPUT', '']);
  });

  it('writes by a template, in YAML or JSON', async () => {
    await writeFile(
      place('mall.yaml'),
      'delimiter: "|"\nencoding: windows-1252\nheader: false\nyes: X\nno: 0\nnewline: LF\n',
    );
    const { error } = await run([...falun, '--template', place('mall.yaml'), '--out', place('egen.txt')]);
    expect(error).toBeNull();
    const [first] = (await readFile(place('egen.txt'), 'latin1')).split('\n');
    expect(first).toMatch(/^2080\|\d{8}-\w{4}\|[123]\|(?:[X0]\|){10}(?:\d{4})?\|[X0]$/u);
  });

  it('tells every fault of a template before anything is asked or approved', async () => {
    await writeFile(place('fel.json'), '{"delimiter": "x", "yes": "", "extra": 1}');
    const { error } = await run([...falun, '--template', place('fel.json'), '--out', place('aldrig.txt')]);
    expect(error?.code).toBe('BAD_INPUT');
    expect(error?.faults).toHaveLength(3);
    expect(await readdir(folder)).not.toContain('aldrig.txt');
    await writeFile(place('bomb.yaml'), 'a: &a [x, x]\nb: [*a, *a]\n');
    expect((await run([...falun, '--template', place('bomb.yaml'), '--out', place('x')])).error?.code).toBe(
      'BAD_INPUT',
    );
  });

  it('is refused to others, and says so by code', async () => {
    for (const role of ['handlaggare', 'kvalitet']) {
      const { error, out } = await run(falun, role);
      expect([role, error?.code]).toEqual([role, role === 'kvalitet' ? 'FORBIDDEN' : error?.code]);
      expect(['FORBIDDEN', 'PURPOSE_REQUIRED']).toContain(error?.code);
      expect(out).toBe('');
    }
    expect((await run(['--kommun', '2081', '--year', '2026'])).error?.code).toBe('FORBIDDEN');
    // Past the last day an approval stays.
    expect((await run([...falun, '--withdraw', 'Sent'])).error?.code).toBe('OCTOBER_STATE');
  });

  it('refuses to be used wrongly', async () => {
    for (const args of [
      ['--kommun', '2080'],
      [...falun, '--accept', 'INGA_RADER'],
      [...falun, '--approve', '--accept', 'PERSON'],
      [...falun, '--approve', '--withdraw', 'x'],
      [...falun, '--template', 'x'],
      ['--kommun', '2080', '--year', '26'],
    ])
      expect((await run(args)).error?.code).toMatch(/^commander\./u);
  });
});
