import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type DemoHub, startDemoHub } from '../support/demo-hub.js';
import { runCommand } from '../support/run-command.js';

// Each test runs the program several times, which takes long on a machine that does much else.
vi.setConfig({ testTimeout: 240_000 });

const source = 'falun-treserva';
let hub: DemoHub;
let settings: Record<string, string>;
/** The whole file of decisions as it was delivered. */
let whole: Buffer;
beforeAll(async () => {
  hub = await startDemoHub();
  settings = { KOMMUNHUB_URL: hub.url, KOMMUNHUB_TOKEN: hub.demoTokens?.it ?? '' };
  whole = await readFile(fileOfDecisions());
});
afterAll(() => hub?.stop());

const fileOfDecisions = () => join(hub.dataDirectory, 'deliveries', source, 'beslut.csv');

/** Delivers the first part of the decisions only, as a broken export would. */
async function deliverShare(share: number): Promise<void> {
  const lines = whole.toString('latin1').split('\r\n');
  await writeFile(
    fileOfDecisions(),
    `${lines.slice(0, Math.ceil(lines.length * share)).join('\r\n')}\r\n`,
    'latin1',
  );
}

async function sync(...options: string[]) {
  const { exitCode, stdout, stderr } = await runCommand(
    ['adapter', 'sync', source, ...options, '--json'],
    settings,
  );
  return {
    exitCode,
    run: stdout === '' ? null : JSON.parse(stdout),
    error: stderr === '' ? null : JSON.parse(stderr).errors[0],
  };
}

async function storedDecisions(): Promise<number> {
  const { rows } = await hub.owner.query<{ count: string }>(
    `select count(*) from cases.decisions where source_id = '${source}'`,
  );
  return Number(rows[0]?.count);
}

const acceptedBy = async (runId: string) =>
  (await hub.owner.query('select accepts_run_id, accepted_by from hub.runs where id = $1', [runId])).rows[0];

it('a delivery that lost half of its rows is held and changes nothing until a person accepts it', async () => {
  const before = await storedDecisions();
  await deliverShare(0.5);
  const held = await sync();
  expect(held).toMatchObject({ exitCode: 1, run: { state: 'HELD' } });
  expect(await storedDecisions()).toBe(before);

  const told = await runCommand(['adapter', 'sync', source], settings);
  const [, command = '', accepted = ''] =
    /npx kommunhub (adapter sync \S+ --accept (\S+))/.exec(told.stdout) ?? [];
  expect(told.exitCode).toBe(1);

  // Only the latest of the two held runs can still be accepted, and by its own source.
  expect(await sync('--accept', held.run.id)).toMatchObject({ exitCode: 1, error: { code: 'BAD_INPUT' } });
  const elsewhere = await runCommand(
    ['adapter', 'sync', 'borlange-treserva', '--accept', accepted],
    settings,
  );
  expect(elsewhere).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(source) });

  const carriedOut = await runCommand([...command.split(' '), '--json'], settings);
  const run = JSON.parse(carriedOut.stdout);
  expect([carriedOut.exitCode, run.state]).toEqual([0, 'DONE']);
  expect(run.removedByKind).toEqual(held.run.removedByKind);
  const removed = run.removedByKind.find(({ kind }: { kind: string }) => kind === 'decision').count;
  // Less than half: a decision that a follow-up or an interruption still names is kept, and that row is set aside.
  expect(removed).toBeGreaterThan(before / 5);
  expect(await storedDecisions()).toBe(before - removed);
  expect(await acceptedBy(run.id)).toMatchObject({ accepts_run_id: accepted });

  // Done is done: it cannot be accepted once more.
  expect(await sync('--accept', run.id)).toMatchObject({ exitCode: 1, error: { code: 'BAD_INPUT' } });
});

it('a delivery that lost even more meanwhile is held again', async () => {
  await writeFile(fileOfDecisions(), whole);
  expect((await sync()).run).toMatchObject({ state: 'DONE' });
  const before = await storedDecisions();
  await deliverShare(0.6);
  const held = await sync();
  await deliverShare(0.3);
  const again = await sync('--accept', held.run.id);
  expect(again).toMatchObject({ exitCode: 1, run: { state: 'HELD' } });
  expect(await storedDecisions()).toBe(before);
  // Less than foreseen may go.
  await deliverShare(0.4);
  expect(await sync('--accept', again.run.id)).toMatchObject({ exitCode: 0, run: { state: 'DONE' } });
});

it('another nämnd, a handläggare and the region cannot accept it', async () => {
  await deliverShare(0.1);
  const held = await sync();
  expect(held.run.state).toBe('HELD');
  const document = 'mutation Accept($id: ID!) { acceptRun(id: $id) { id } }';
  for (const role of ['handlaggare', 'region'] as const) {
    const { errors } = await hub.ask(role, document, { id: held.run.id });
    expect(errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  }
  const { rows } = await hub.owner.query<{ id: string }>(
    `select id from hub.runs where source_id = 'borlange-treserva' limit 1`,
  );
  const { errors } = await hub.ask('it', document, { id: rows[0]?.id });
  expect(errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
});

it('a delivery with a file that is not as agreed fails, tells all that is wrong and changes nothing', async () => {
  const before = await storedDecisions();
  const [header = '', ...rows] = whole.toString('latin1').split('\r\n');
  await writeFile(
    fileOfDecisions(),
    [header.replace('Beslutsdatum', 'Datum').replace('Insats;', 'Insatts;'), ...rows].join('\r\n'),
    'latin1',
  );
  const report = join(hub.dataDirectory, '..', 'rapport.html');
  const near = 'beslut.csv: Kolumnen Insats saknas. Närmaste rubrik är Insatts';
  expect(await sync('--report', report)).toMatchObject({
    exitCode: 1,
    run: { state: 'FAILED', records: 0, errorMessage: expect.stringContaining(near) },
  });
  expect(await storedDecisions()).toBe(before);
  expect(await readFile(report, 'utf8')).toMatch(/SOURCE_REFUSED[\s\S]*Närmaste rubrik är Insatts/);

  await writeFile(fileOfDecisions(), whole);
  expect(await sync('--report', report)).toMatchObject({ exitCode: 0, run: { state: 'DONE' } });
  const page = await readFile(report, 'utf8');
  expect(page).toContain('Inläsning av falun-treserva');
  expect(page).toContain('Omvårdnadsnämnden');
  for (const secret of [...hub.ledger.secrets.personNames, ...hub.ledger.secrets.personnummer].slice(0, 500))
    expect(page).not.toContain(secret);

  const latest = join(hub.dataDirectory, '..', 'senaste.html');
  await runCommand(['adapter', 'status', '--source', source, '--report', latest], settings);
  expect(await readFile(latest, 'utf8')).toBe(page);
});
