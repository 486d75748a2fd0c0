import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DemoHub, startDemoHub } from '../../support/demo-hub.js';
import { asWritten, inventNumbers, NumberScan } from './known-numbers.js';
import { writeSource } from './source-with-numbers.js';

const numbers = inventNumbers(10_000);
const scan = new NumberScan(numbers);
let hub: DemoHub;
let folder: string;
let firstSegment: string;
const answers: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-scan-'));
  const sources = join(folder, 'sources');
  await writeSource(sources, numbers);
  hub = await startDemoHub({ KOMMUNHUB_SOURCES: sources }, { isLoadedHere: true });
  const { rows } = await hub.owner.query<{ name: string }>(
    'select pg_walfile_name(pg_current_wal_lsn()) as name',
  );
  firstSegment = rows[0]!.name;
  await runEnded();
  await askInEveryWrongWay();
});
afterAll(async () => {
  await hub?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The hub reads the source as soon as it has started. */
async function runEnded(): Promise<void> {
  for (let waited = 0; waited < 600; waited++) {
    const { rows } = await hub.owner.query<{ state: string }>(
      `select state from hub.runs where source_id = 'scan-treserva' order by started_at desc limit 1`,
    );
    if (rows[0] !== undefined && rows[0].state !== 'RUNNING') return;
    await pause(100);
  }
  throw new Error('The source was not read in time.');
}

async function askInEveryWrongWay(): Promise<void> {
  const look = 'query ($input: PersonLookupInput!) { personLookup(input: $input) { id } }';
  for (const [index, number] of numbers.slice(0, 24).entries()) {
    const written = asWritten(number, index);
    const asked: [string, object?][] = [
      [look, { input: { personnummer: written } }],
      [look, { input: { personnummer: `${written}x` } }],
      [look, { input: { caseNumber: `LSS ${written}` } }],
      [look, { input: { [written]: written } }],
      ['query ($id: ID!) { case(id: $id) { id } }', { id: written }],
      ['query ($id: ID!) { case(id: $id) { id } }', { id: [written] }],
      ['query ($n: Int) { cases(first: $n) { nodes { id } } }', { n: written }],
      ['query ($after: String) { cases(after: $after) { nodes { id } } }', { after: written }],
      [`{ cases(first: 1, filter: { status: "${written}" }) { nodes { id } } }`],
      [`{ case(id: "${written}") { x${written.replace('-', '')} } }`],
      [`query Q${written.replace('-', '')} { case(id: "${written}" { } }`],
      ['{ unmappedCodes(sourceId: "scan-treserva") { column value rows } }'],
      ['{ quarantine(sourceId: "scan-treserva", first: 500) { nodes { file column reason remedy } } }'],
    ];
    for (const [query, variables] of index < 6 ? asked : asked.slice(0, 5)) {
      for (const role of ['handlaggare', 'it'] as const) {
        answers.push(JSON.stringify(await hub.ask(role, query, variables)));
      }
    }
  }
  const bodies = numbers.slice(0, 20).map((number) => `{"query": "${number}`);
  for (const body of bodies) {
    const response = await fetch(`${hub.url}/graphql?personnummer=${body.slice(-12)}`, {
      method: 'POST',
      body,
    });
    answers.push(await response.text());
  }
}

it('10,000 known numbers are found by the search where they do stand, however they are written', async () => {
  const text = await readFile(join(folder, 'delivery', 'personer.csv'));
  expect(scan.findIn(text)).toHaveLength(10_000);
  expect(new NumberScan(['199001010017']).findIn('a 9001010017, 19900101-0017')).toEqual(['9001010017']);
});

it('they were read: used, set aside and kept', async () => {
  const { rows } = await hub.owner.query<{ rows_read: number; rows_used: number; rows_quarantined: number }>(
    `select rows_read, rows_used, rows_quarantined from hub.runs where source_id = 'scan-treserva' order by started_at desc limit 1`,
  );
  expect(rows[0]?.rows_read).toBe(14_000);
  expect(rows[0]?.rows_used).toBeGreaterThan(10_000);
  expect(rows[0]?.rows_quarantined).toBeGreaterThan(1_000);
});

/** What the hub keeps in its data directory, deliveries aside; null until the log has left the database. */
async function filesWithCheckpoints(): Promise<string[] | null> {
  const entries = await readdir(hub.dataDirectory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('deliveries'));
  return files.some((file) => file.includes('checkpoints-')) ? files : null;
}

describe('they stand', () => {
  it('in no dump: in no row of any table, staging, jobs and log of reads included', async () => {
    const { rows: tables } = await hub.owner.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
    );
    const holding: string[] = [];
    for (const { name } of tables) {
      const stream = hub.owner.query(copyTo(`copy ${name} to stdout`)) as unknown as AsyncIterable<Buffer>;
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      // Sealed values as they are printed.
      const text = Buffer.concat(chunks)
        .toString('latin1')
        .replace(/\\\\x[0-9a-f]+/g, '');
      if (scan.findIn(text).length > 0) holding.push(name);
    }
    expect(tables.length).toBeGreaterThan(30);
    expect(holding).toEqual([]);
  });

  it('in no write-ahead log and no message of the database server', async () => {
    const { rows } = await hub.owner.query<{ data: string }>(
      `select current_setting('data_directory') as data`,
    );
    const data = rows[0]!.data;
    const segments = (await readdir(join(data, 'pg_wal'))).filter(
      (name) => /^[0-9A-F]{24}$/.test(name) && name >= firstSegment,
    );
    expect(segments.length).toBeGreaterThan(1);
    const found: string[] = [];
    for (const file of [
      ...segments.map((name) => join(data, 'pg_wal', name)),
      join(data, '..', 'postgres.log'),
    ]) {
      // A segment may be gone by now: PostgreSQL takes what it no longer needs away.
      const bytes = await readFile(file).catch(() => Buffer.alloc(0));
      if (scan.findIn(bytes).length > 0) found.push(file);
    }
    expect(found).toEqual([]);
  });

  it('in no line of the log, no answer to what failed, no metric, and no file of the data directory', async () => {
    expect(scan.findIn(hub.log())).toEqual([]);
    expect(answers.length).toBeGreaterThan(300);
    expect(scan.findIn(answers.join('\n'))).toEqual([]);
    const metrics = await fetch(`${hub.url}/metrics`).then((response) => response.text());
    expect(scan.findIn(metrics)).toEqual([]);
    const files = await vi.waitUntil(filesWithCheckpoints, { timeout: 60_000, interval: 500 });
    const found: string[] = [];
    for (const file of files) if (scan.findIn(await readFile(file)).length > 0) found.push(file);
    expect(found).toEqual([]);
  });
});
