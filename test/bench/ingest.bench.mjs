// What it costs to take a delivery in, beside a plain COPY of the very same rows into tables of the same form.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { csvConnector } from '@kommunhub/adapter-csv';
import { loadAdapter, runSync } from '@kommunhub/adapter-kit';
import { caseTableSpecs } from '@kommunhub/cases';
import { keepFactsAfterMerge } from '@kommunhub/statistics';
import { connectDatabase, createOpenRun, KeyRing, logins, migrate } from '@kommunhub/subgraph-kit';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { openDataDirectory } from '../../gateway/dist/hub/data-directory.js';
import { entities, migrations } from '../../gateway/dist/hub/parts.js';
import { startEmbeddedPostgres } from '../../gateway/dist/hub/postgres/embedded.js';
import { serverAccount } from '../../gateway/dist/hub/postgres/server-account.js';
import { writeTreservaFiles } from './treserva-files.mjs';

const persons = 10_000;
const folder = mkdtempSync(join(tmpdir(), 'kommunhub-bench-'));
const directory = await openDataDirectory(join(folder, 'data'));
const cluster = await startEmbeddedPostgres(directory, 'bench');
try {
  await measure(cluster.ownerUrl);
} finally {
  await cluster.stop();
  rmSync(serverAccount(directory.path).clusterFolder(directory.instanceId), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

async function measure(ownerUrl) {
  const passwords = Object.fromEntries(logins.map((login) => [login, 'bench']));
  await migrate(ownerUrl, migrations, passwords);
  const login = (name) => ownerUrl.replace('hub_owner', name);
  const database = await connectDatabase({
    urls: { app: login('hub_app'), ingest: login('hub_ingest') },
    entities,
  });
  const keyRing = new KeyRing(randomBytes(32), database.app);
  const openRun = createOpenRun(database, keyRing, caseTableSpecs);
  const rows = delivery();
  const records = rows.reduce((sum, row) => sum + row.records.length, 0);
  const first = await seconds(() => takeIn(openRun, rows));
  const again = await seconds(() => takeIn(openRun, rows));
  const plain = await plainCopy(ownerUrl);
  const prepared = await mergePrepared(database, keyRing, rows);
  const perSecond = (time) => Math.round(records / time).toLocaleString('en');
  console.log(`${records.toLocaleString('en')} prepared records of ${persons.toLocaleString('en')} persons`);
  console.log(`plain COPY of the stored rows: ${perSecond(plain)} records/s`);
  console.log(
    `staging lines, hashed and encrypted before → merged: ${perSecond(prepared)} records/s, ${share(plain, prepared)} of plain COPY`,
  );
  console.log(`first delivery → merged: ${perSecond(first)} records/s, ${share(plain, first)} of plain COPY`);
  console.log(`same delivery again: ${perSecond(again)} records/s, ${share(plain, again)} of plain COPY`);
  const file = await takeFiles(database, keyRing);
  const fromFile = file.records / file.whole;
  console.log(
    `files of ${persons.toLocaleString('en')} persons → committed (parse, map, encrypt, facts): ${Math.round(fromFile).toLocaleString('en')} records/s, ` +
      `${Math.round((100 * fromFile * plain) / records)} % of plain COPY; ${Math.round((100 * file.facts) / file.whole)} % of the time is facts and monthly cells`,
  );
  await database.close();
}

/** Reads the export of a case system as a hub reads it, and makes facts of it in the same transaction. */
async function takeFiles(database, keyRing) {
  writeTreservaFiles(folder, persons);
  let facts = 0;
  const afterMerge = async (run) => {
    facts = await seconds(() => keepFactsAfterMerge(run));
  };
  const openRun = createOpenRun(database, keyRing, caseTableSpecs, { afterMerge });
  const adapter = await loadAdapter(folder, { connectors: { csv: csvConnector } });
  let records = 0;
  const whole = await seconds(async () => {
    const { state, counts } = await runSync(adapter, openRun);
    if (state !== 'DONE' || counts.rowsUsed !== 4 * persons)
      throw new Error(`run ${state}: ${JSON.stringify(counts)}`);
    records = counts.records;
  });
  return { whole, facts, records };
}

function sourceOf(id) {
  return {
    id,
    system: 'Bench',
    namnd: { id: '2080-LSS', name: 'Nämnden' },
    kommunCodes: ['2080'],
    kinds: ['person', 'case', 'decision'],
    delivery: 'complete',
    intervalHours: 24,
    demo: false,
  };
}

/** Merges lines that are ready for staging, so that neither hashing nor encryption is counted: what the database does. */
async function mergePrepared(database, keyRing, rows) {
  const source = sourceOf('bench-prepared');
  const run = await createOpenRun(database, keyRing, caseTableSpecs)(source);
  const copies = run.copies;
  const sent = [];
  // The run hands its lines to this instead of the database, which gets them when the clock runs.
  run.copies.add = (table, line) => sent.push([table, line]);
  run.blocks.add = () => {};
  for (let begin = 0; begin < rows.length; begin += 1000) await run.write(rows.slice(begin, begin + 1000));
  delete copies.add;
  return seconds(async () => {
    for (const [index, [table, line]] of sent.entries()) {
      copies.add(table, line);
      if (index % 1000 === 999) await copies.flush();
    }
    const { state } = await run.finish(null);
    if (state !== 'DONE') throw new Error(`run ${state}`);
  });
}

async function takeIn(openRun, rows) {
  const run = await openRun(sourceOf('bench'));
  for (let begin = 0; begin < rows.length; begin += 1000) await run.write(rows.slice(begin, begin + 1000));
  const { state, counts } = await run.finish(null);
  if (state !== 'DONE' || counts.rowsUsed !== rows.length)
    throw new Error(`run ${state}: ${JSON.stringify(counts)}`);
}

/** Copies what is stored into empty tables with the same columns, key and indexes. */
async function plainCopy(ownerUrl) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  let total = 0;
  for (const table of ['persons', 'cases', 'decisions']) {
    const chunks = [];
    const reading = client.query(copyTo(`copy (select * from cases.${table}) to stdout`));
    for await (const chunk of reading) chunks.push(chunk);
    await client.query(
      `create table public.plain_${table} (like cases.${table} including defaults including indexes)`,
    );
    total += await seconds(() =>
      pipeline(chunks, client.query(copyFrom(`copy public.plain_${table} from stdin`))),
    );
  }
  await client.end();
  return total;
}

function delivery() {
  const rows = [];
  const add = (...records) => {
    const place = { file: 'bench.csv', sheet: null, row: rows.length + 2 };
    rows.push({ fate: 'used', place, records, unmapped: [], warnings: [], raw: cellsOf(records[0]) });
  };
  for (let n = 0; n < persons; n++) {
    const base = { kommunCode: '2080' };
    const serial = String(n).padStart(6, '0');
    add({
      ...base,
      ...{ kind: 'person', sourceId: `p${n}`, idType: 'RESERVNUMMER', personnummer: `19850102-T${serial}` },
      ...{
        name: `Invented ${serial}`,
        birthYear: 1985,
        sex: 'KVINNA',
        protection: 'INGEN',
        personkrets: 'P1',
      },
    });
    add({
      ...base,
      ...{
        kind: 'case',
        sourceId: `c${n}`,
        personSourceId: `p${n}`,
        handlaggareSourceId: null,
        caseNumber: `LSS ${serial}`,
      },
      ...{ law: 'LSS', status: 'VERKSTALLS', openedOn: '2024-02-01', closedOn: null },
    });
    for (const insats of ['LSS_9_4', 'LSS_9_10']) {
      add({
        ...base,
        ...{
          kind: 'decision',
          sourceId: `d${n}${insats}`,
          caseSourceId: `c${n}`,
          insats,
          insatsRaw: null,
          subtype: null,
        },
        ...{
          outcome: 'BIFALL',
          outcomeRaw: null,
          decidedOn: '2024-03-01',
          validFrom: '2024-03-01',
          validTo: null,
        },
        ...{
          lagrum: 'LSS 9 §',
          level: 'HANDLAGGARE',
          decidedBySourceId: null,
          amount: null,
          amountUnit: null,
        },
      });
    }
  }
  return rows;
}

/** The row as a file would have it: a cell for each field. */
function cellsOf(record) {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [field, String(value ?? '')]));
}

async function seconds(act) {
  const begun = performance.now();
  await act();
  return (performance.now() - begun) / 1000;
}

function share(plain, other) {
  return `${Math.round((100 * plain) / other)} %`;
}
