import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createProgram } from '../../../gateway/src/cli/program.js';
import { createDemoTokens } from '../../../gateway/src/hub/demo-tokens.js';
import { loadSecrets } from '../../../gateway/src/hub/secrets.js';
import { parseSettings } from '../../../gateway/src/hub/settings.js';
import { signDevelopmentToken } from '../../../gateway/src/identity/development-tokens.js';
import { logins } from '../../../subgraphs/kit/src/index.js';
import { type DemoHub, now, startDemoHub } from '../../support/demo-hub.js';

let hub: DemoHub;
let folder: string;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-commands-'));
  hub = await startDemoHub();
  await hub.ask('handlaggare', '{ cases(first: 20) { nodes { caseNumber person { name personnummer } } } }');
  const { rows } = await hub.owner.query<{ name: string; port: string }>(
    `select current_database() as name, current_setting('port') as port`,
  );
  const login = (name: string) => `postgres://${name}:test@127.0.0.1:${rows[0]!.port}/${rows[0]!.name}`;
  environment = {
    KOMMUNHUB_DATABASE_URL: hub.ownerUrl,
    ...Object.fromEntries(
      logins.map((name) => [`KOMMUNHUB_DATABASE_URL_${name.toUpperCase()}`, login(name)]),
    ),
    KOMMUNHUB_DATA_DIR: hub.dataDirectory,
    KOMMUNHUB_URL: hub.url,
  };
});
afterAll(async () => {
  await hub?.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => vi.restoreAllMocks());

/** Runs a command as the command line does, with what it is asked for on standard input. */
async function run(args: string[], token?: string, input = ''): Promise<{ text: string; exitCode: number }> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([input]) as never);
  process.exitCode = 0;
  const settings = { ...environment, ...(token !== undefined && { KOMMUNHUB_TOKEN: token }) };
  await createProgram(() => parseSettings(settings)).parseAsync(args, { from: 'user' });
  const exitCode = Number(process.exitCode ?? 0);
  process.exitCode = 0;
  vi.restoreAllMocks();
  return { text, exitCode };
}

async function tokenOf(subject: string): Promise<string> {
  const { tokenKey } = await loadSecrets(join(hub.dataDirectory, 'secrets.json'));
  const chef = {
    role: 'chef',
    subject,
    kommunCode: '2080',
    namndId: '2080-LSS',
    staffKey: null,
    functions: [],
  } as const;
  return signDevelopmentToken(
    { ...chef, purposes: ['HANDLAGGNING', 'UPPFOLJNING'] },
    Buffer.from(tokenKey, 'hex'),
    now,
  );
}

async function ombud(): Promise<string> {
  const secrets = await loadSecrets(join(hub.dataDirectory, 'secrets.json'));
  return (await createDemoTokens(secrets, now)).dataskyddsombud;
}

describe('kommunhub audit', () => {
  it('verifies a hub that runs, and tells what somebody has changed', async () => {
    for (let waiting = 1; waiting > 0; ) {
      const { text, exitCode } = await run(['audit', 'verify', '--json']);
      expect(exitCode).toBe(0);
      const verdict = JSON.parse(text);
      expect(verdict).toMatchObject({ isWhole: true, faults: [] });
      waiting = verdict.waiting + (verdict.entries === 0 ? 1 : 0);
    }
    await hub.owner.query(`update audit.entries set subject = subject || 'x'`);
    const { text, exitCode } = await run(['audit', 'verify']);
    expect(exitCode).toBe(1);
    expect(text).toMatch(/Nämnd 2080-LSS, \d{4}-\d\d, plats 1: posten är ändrad/);
    await hub.owner.query(`update audit.entries set subject = left(subject, -1)`);
    expect((await run(['audit', 'verify'])).exitCode).toBe(0);
  });

  it('gives a person’s log to the dataskyddsombud, in a file for nobody else', async () => {
    const { data } = await hub.ask(
      'handlaggare',
      '{ cases(first: 50) { nodes { person { id personnummer } } } }',
    );
    const persons: { id: string; personnummer: string | null }[] = data.cases.nodes.map(
      (node: { person: object }) => node.person,
    );
    const own = persons.find(({ id, personnummer }) => id.startsWith('2080-') && personnummer !== null);
    const found = own?.personnummer ?? '';
    const out = join(folder, 'extract.txt');
    const told = await run(['audit', 'person', '--out', out], await ombud(), `${found}\n`);
    expect(told.exitCode).toBe(0);
    const text = await readFile(out, 'utf8');
    expect(text).toMatch(
      /demo-handlaggare \(handlaggare\).*HANDLAGGNING, OWN_NAMND {2}Person: .*personnummer/,
    );
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect(told.text + text).not.toContain(found);
    await expect(run(['audit', 'person', '--out', out], await ombud(), found)).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await expect(run(['audit', 'person', found, '--out', out])).rejects.toThrow(/too many arguments/);
    expect(written.mock.calls.join()).toContain('********-****');
    expect(written.mock.calls.join()).not.toContain(found);
    const handlaggare = hub.demoTokens!.handlaggare;
    await expect(run(['audit', 'person', '--out', `${out}2`], handlaggare, found)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('reviews the month in Swedish', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const { text } = await run(['audit', 'review', '--from', '2026-01-01', '--to', today], await ombud());
    expect(text).toContain('Logguppföljning kommun 2080');
    expect(text).toMatch(/demo-handlaggare {2}handlaggare {2}\d+/);
  });
});

describe('kommunhub lifecycle', () => {
  it('shows and proposes gallring for a chef of the nämnd, whom another must follow', async () => {
    const options = ['lifecycle', 'gallring', '--namnd', '2080-LSS'];
    expect((await run(options)).text).toContain('Inget är ändrat.');
    const proposed = JSON.parse((await run([...options, '--propose', '--json'], await tokenOf('anna'))).text);
    await expect(run([...options, '--approve', proposed.id], await tokenOf('anna'))).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(run([...options, '--propose'], hub.demoTokens!.it)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const done = await run([...options, '--approve', proposed.id], await tokenOf('bo'));
    expect(done.text).toContain('Utfört:');
  });

  it('hands everything over and lets a nämnd go when another has receipted it', async () => {
    const options = ['lifecycle', 'leave', '--namnd', '2080-LSS'];
    const out = join(folder, 'handed-over.ndjson');
    const { digest } = JSON.parse(
      (await run([...options, '--out', out, '--json'], await tokenOf('anna'))).text,
    );
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    const receipt = ['--receipt', digest, '--backup-days', '35'];
    await expect(run([...options, ...receipt], await tokenOf('anna'))).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    const left = await run([...options, ...receipt], await tokenOf('bo'));
    expect(left.text).toMatch(/2080-LSS har lämnat hubben/);
    expect(left.text).toMatch(/den sista är borta \d{4}-\d\d-\d\d/);
    const { rows } = await hub.owner.query<{ count: number }>(
      `select count(*)::int as count from cases.persons where namnd_id = '2080-LSS'`,
    );
    expect(rows[0]?.count).toBe(0);
    expect((await run(['audit', 'verify'])).exitCode).toBe(0);
  });
});
